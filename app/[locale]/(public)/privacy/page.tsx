import { legalMetadata } from "@/app/_legal/legal-metadata";
import { LegalPage } from "@/app/_legal/legal-page";

type Props = PageProps<"/[locale]/privacy">;

export const generateMetadata = ({ params }: Props) => legalMetadata(params, "privacy");

export default function PrivacyPage({ params }: Props) {
  return <LegalPage params={params} page="privacy" />;
}
