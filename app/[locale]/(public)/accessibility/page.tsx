import { legalMetadata } from "@/app/_legal/legal-metadata";
import { LegalPage } from "@/app/_legal/legal-page";

type Props = PageProps<"/[locale]/accessibility">;

export const generateMetadata = ({ params }: Props) => legalMetadata(params, "accessibility");

export default function AccessibilityPage({ params }: Props) {
  return <LegalPage params={params} page="accessibility" />;
}
