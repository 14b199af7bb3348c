import type { Metadata } from "next";
import { listPublishedArticles } from "@/lib/articles/published-articles";
import { listPublishedCampaigns } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import { findTopicPage, loadTopicPage } from "./load-topic-page";
import { topicMetadata } from "./metadata";
import { TopicView } from "./topic-view";

const MAX_ARTICLES = 60;
const MAX_CAMPAIGNS = 30;

type TopicPageProps = PageProps<"/[locale]/topics/[topic]">;

export async function generateMetadata({ params }: TopicPageProps): Promise<Metadata> {
  const found = await findTopicPage(params);
  return found ? topicMetadata(found) : {};
}

export default async function TopicPage({ params }: TopicPageProps) {
  const { locale, topic } = await loadTopicPage(params);
  const [articles, campaigns] = await Promise.all([
    readReplica((replica) =>
      listPublishedArticles(replica, { locale, topics: topic.names, limit: MAX_ARTICLES }),
    ),
    readReplica((replica) =>
      listPublishedCampaigns(replica, { locale, topics: topic.names, limit: MAX_CAMPAIGNS }),
    ),
  ]);
  return <TopicView topic={topic} articles={articles} campaigns={campaigns} locale={locale} />;
}
