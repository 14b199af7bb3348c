import { legalMetadata } from "@/app/_legal/legal-metadata";
import { LegalPage } from "@/app/_legal/legal-page";

type Props = PageProps<"/[locale]/about">;

export const generateMetadata = ({ params }: Props) => legalMetadata(params, "about");

export default function AboutPage({ params }: Props) {
  return <LegalPage params={params} page="about" />;
}
