import { raw } from "hono/html"
import { isAnswer } from "../../../worker/domain/submission/questions.ts"
import type { FilingIslandData } from "../../islands/filing/data.ts"
import { useText } from "../../ui/use-text.ts"
import { toldBeside } from "./faults-at.ts"
import type { FilingView } from "./filing-view.ts"

const subjectOf = ({ quarter, estate }: FilingView) => `${quarter}/${estate.slug}`

const ownOf = ({ mine }: FilingView, values: FilingView["previous"]) =>
  [...values].filter(([key]) => mine.has(key))

/** What the island is told besides what the form shows. */
export type IslandFacts = Pick<FilingIslandData, "owner" | "now" | "standing">

/** Where the island tells what this browser still holds of a form that takes nothing any more; `sent`: just now. */
export function KeptPlace({ view, owner, sent }: { view: FilingView; owner: string; sent: boolean }) {
  const subject = subjectOf(view)
  return (
    <div id="filing-kept" data-owner={owner} data-subject={subject} data-sent={sent ? "yes" : undefined} />
  )
}

/** A JSON block for the island; `<` is escaped so that no text can end the element. */
export function FilingData({ view, facts }: { view: FilingView; facts: IslandFacts }) {
  const text = useText()
  const data: FilingIslandData = {
    edition: view.edition,
    mine: [...view.mine],
    answers: [...view.questions.map(({ name }) => name), ...[...view.reasons.keys()].filter(isAnswer)],
    company: view.provider === "company",
    previous: ownOf(view, view.previous),
    before: view.before.map((values) => values && ownOf(view, values)),
    beside: toldBeside(text, view),
    subject: subjectOf(view),
    owner: facts.owner,
    now: facts.now,
    standing: facts.standing,
  }
  const json = JSON.stringify(data).replaceAll("<", "\\u003c")
  return (
    <script type="application/json" id="filing-data">
      {raw(json)}
    </script>
  )
}
