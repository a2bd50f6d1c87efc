import type { Feedback } from "../../../worker/domain/selection/feedback.ts"
import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface FeedbackPageProps {
  actor: SignedIn
  nominationId: string
  programme: { slug: string; title: string }
  feedback: Feedback
}

function Outcome({ feedback }: FeedbackPageProps) {
  const text = useText()
  const words = text.proof.feedback
  const { outcome, place, order, ranked, total, judges, score, reviews, abstained } = feedback
  const figure = (value: number | null) => (value === null ? words.none : value.toFixed(2))
  const outcomes = [
    words.outcomes[outcome],
    ...(place === null ? [] : [words.place(place)]),
    ...(order === null ? [] : [words.order(order, ranked)]),
  ]
  const facts: [string, string][] = [
    [words.outcome, outcomes.join(" · ")],
    [words.total, figure(total)],
    [words.judges, figure(judges)],
    [words.score, figure(score)],
    [words.reviews, words.reviewsCount(reviews, abstained)],
  ]
  return (
    <dl class="fact-list">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What came of a nomination, for the organisation that made it. */
export function FeedbackPage(props: FeedbackPageProps) {
  const text = useText()
  const { actor, nominationId, programme, feedback } = props
  const words = text.proof.feedback
  return (
    <Page title={`${words.title} · ${programme.title}`} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: text.nominations.title, href: paths.nominations() },
          { label: programme.title, href: paths.nomination(nominationId) },
          { label: words.title },
        ]}
        title={words.title}
        lead={words.lead}
      />
      <Outcome {...props} />
      <section class="section stack">
        <h2>{words.criteria}</h2>
        <DataTable
          caption={words.criteria}
          captionHidden
          cards
          rows={feedback.criteria}
          columns={[
            { key: "title", title: words.criterion, cell: ({ title }) => title },
            { key: "weight", title: words.weight, number: true, cell: ({ weight }) => `${weight}%` },
            {
              key: "mean",
              title: words.mean,
              number: true,
              cell: ({ mean }) => (mean === null ? words.few : mean.toFixed(1)),
            },
          ]}
        />
      </section>
      <section class="section stack">
        <h2>{words.comments}</h2>
        {feedback.comments.length === 0 ? (
          <p>{words.noComments}</p>
        ) : (
          <ul class="comment-list">
            {feedback.comments.map((comment) => (
              <li class="card">{comment}</li>
            ))}
          </ul>
        )}
      </section>
    </Page>
  )
}
