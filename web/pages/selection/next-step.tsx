import type { Child } from "hono/jsx"
import type { Missing, ProgrammeCounts } from "../../../worker/domain/selection/next-phase.ts"
import type { RulesDraft } from "../../../worker/domain/selection/rules.ts"
import { type RulesFault, rulesParts } from "../../../worker/domain/selection/rules-parts.ts"
import { paths } from "../../paths.ts"
import { selectionFault } from "../../text/selection-sentence.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatDay } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { FramedProgramme } from "./selection-frame.tsx"

export interface NextStepProps {
  programme: FramedProgramme & { revision: number; draft: RulesDraft }
  mayDecide: boolean
  /** Hard faults of the draft. */
  faults: readonly RulesFault[]
  /** What is still missing before the next phase. */
  missing: readonly Missing[]
  counts: ProgrammeCounts
  formKey: string
}

function DraftStep({ programme, faults, mayDecide }: NextStepProps) {
  const text = useText()
  const { overview, rules } = text.programmes
  const left = rulesParts.flatMap((part) => {
    const count = faults.filter((fault) => fault.part === part).length
    return count === 0 ? [] : [{ part, count }]
  })
  return (
    <>
      <p>{overview.draftText}</p>
      {left.length === 0 ? (
        <p>{overview.draftReady}</p>
      ) : (
        <>
          <p>{`${overview.draftLeft(faults.length)}${text.site.colon}`}</p>
          <ul>
            {left.map(({ part, count }) => (
              <li>
                <a href={paths.rulesPart(programme.slug, part)}>{rules.parts[part]}</a>
                {text.site.aside(text.programmes.versions.left(count))}
              </li>
            ))}
          </ul>
        </>
      )}
      {mayDecide ? (
        <LinkButton
          href={paths.programmeBeginning(programme.slug)}
          look={left.length === 0 ? "primary" : "plain"}
        >
          {overview.begin}
        </LinkButton>
      ) : (
        <p class="hint">{overview.onlyChair}</p>
      )}
    </>
  )
}

function Advance(props: NextStepProps & { label: string }) {
  const text = useText()
  const { programme, missing, formKey, label } = props
  if (missing.length > 0)
    return (
      <>
        <p>{text.programmes.overview.missing}</p>
        <ul>
          {missing.map((one) => (
            <li>
              {selectionFault(text, one)}
              {one.rule === "next_unredacted" && (
                <>
                  {" "}
                  <a href={paths.redactions(programme.slug)}>{text.programmes.overview.goRedaction}</a>
                </>
              )}
            </li>
          ))}
        </ul>
      </>
    )
  return (
    <ButtonForm action={paths.programmePhase(programme.slug)} formKey={formKey} revision={programme.revision}>
      <Button look="primary">{label}</Button>
    </ButtonForm>
  )
}

function Steps(props: NextStepProps): Child {
  const text = useText()
  const { programme } = props
  const { overview } = text.programmes
  const go = (part: Parameters<typeof paths.selectionPart>[1], label: string, main = false) => (
    <LinkButton href={paths.selectionPart(programme.slug, part)} look={main ? "primary" : "plain"}>
      {label}
    </LinkButton>
  )
  switch (programme.phase) {
    case "draft":
      return <DraftStep {...props} />
    case "open":
      return (
        <>
          <p>{overview.openText(formatDay(text, programme.draft.dates?.closeDay ?? ""))}</p>
          {props.missing.length === 0 && <Advance {...props} label={overview.toScreening} />}
        </>
      )
    case "screening":
      return (
        <>
          <p>{overview.screeningText}</p>
          <Advance {...props} label={overview.toReview} />
          <div class="button-row">
            {go("nominations", overview.goNominations)}
            {go("assignment", overview.goAssignment)}
          </div>
        </>
      )
    case "review":
      return (
        <>
          <p>{overview.reviewText}</p>
          <div class="button-row">
            {go("results", overview.goResults, true)}
            {go("shortlist", overview.goShortlist)}
          </div>
        </>
      )
    case "shortlist":
      return (
        <>
          <p>{overview.shortlistText}</p>
          {go("notice", overview.goNotice, true)}
        </>
      )
    case "notice":
      return (
        <>
          <p>{overview.noticeText}</p>
          <div class="button-row">
            {go("notice", overview.goNotice, true)}
            {go("awards", overview.goAwards)}
          </div>
        </>
      )
    case "decided":
      return (
        <>
          <p>{overview.decidedText}</p>
          <div class="button-row">
            {go("archive", overview.goArchive, true)}
            {go("awards", overview.goAwards)}
          </div>
        </>
      )
    case "archived":
      return <p>{overview.archivedText}</p>
  }
}

/** What is to be done next, with its button, and what is still missing before it. */
export function NextStep(props: NextStepProps) {
  const text = useText()
  const { programme } = props
  const { overview } = text.programmes
  return (
    <section class="card stack programme-next">
      <h2>{overview.next}</h2>
      {programme.stoppedAt ? <p>{overview.stoppedText}</p> : <Steps {...props} />}
    </section>
  )
}
