import { legalMetadata } from "@/app/_legal/legal-metadata";
import { LegalPage } from "@/app/_legal/legal-page";

type Props = PageProps<"/[locale]/imprint">;

export const generateMetadata = ({ params }: Props) => legalMetadata(params, "imprint");

export default function ImprintPage({ params }: Props) {
  return <LegalPage params={params} page="imprint" />;
}
