import type { MemberActor } from "../../../worker/domain/actor.ts"
import { may } from "../../../worker/domain/permissions.ts"
import type { EstateScore } from "../../../worker/domain/scoring/score.ts"
import { mayTypePart } from "../../../worker/domain/submission/states.ts"
import { paths } from "../../paths.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { ButtonForm, HiddenFields } from "../../ui/form.tsx"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { BeingCorrected, UnkeptQuarters } from "../desk/correction-notes.tsx"
import { EarlierReturns, type ShownReturn } from "../desk/earlier-returns.tsx"
import { SubmissionHead } from "../desk/submission-head.tsx"
import type { IndicatorEvidence } from "../evidence/evidence-block.tsx"
import { Adjustments } from "./adjustments.tsx"
import { Asked, Asking } from "./asking.tsx"
import { CarryBox } from "./carry-box.tsx"
import { FilingData, type IslandFacts, KeptPlace } from "./filing-data.tsx"
import { type FilingView, faultTarget, fieldId, RETURNED } from "./filing-view.ts"
import { groupsOf, keysOf } from "./groups.ts"
import { IndicatorCard } from "./indicator-card.tsx"
import { KeyField } from "./key-field.tsx"
import { QuestionState, WholeQuestion } from "./question.tsx"
import { Rail } from "./rail.tsx"
import { SaveBar } from "./save-bar.tsx"
import { ToldFaults } from "./told-faults.tsx"

export interface FormPageProps {
  actor: MemberActor
  view: FilingView
  /** Of the values of this part alone. */
  score: EstateScore
  facts: IslandFacts & { sent: boolean }
  /** By the code of its indicator. */
  evidence: ReadonlyMap<string, IndicatorEvidence>
  /** Returns before the last one, the newest first. */
  earlier: readonly ShownReturn[]
  /** Said at the top after an action. */
  notice?: { kind: "success" | "warning" | "error"; title: string; lines: string[] }
}

/** A link to the field, or whose value it is where this page has no field for it. */
function FindingTitle({ view, keyName }: { view: FilingView; keyName: string }) {
  const text = useText()
  const spec = view.specs.get(keyName)
  if (!spec) return <>{keyName}</>
  const title = spec.title[text.language]
  if (view.mine.has(keyName)) return <a href={`#${fieldId(keyName)}`}>{title}</a>
  return <>{text.filing.returned.typedBy(title, text.site.providers[spec.provider])}</>
}

function Returned({ view }: { view: FilingView }) {
  const text = useText()
  if (!view.returned || view.state !== "returned") return null
  const { returned } = text.filing
  const { by, reason, findings } = view.returned
  // The city returns what is being corrected: the note above says why.
  if (by === "city" && view.correction) return null
  return (
    <Notice kind="warning" id={RETURNED} title={returned.title(text.site.providers[by])}>
      {reason !== null && <p>{returned.reason(reason)}</p>}
      {!view.timeliness.late && <p>{returned.until(formatDay(text, view.timeliness.dueDay))}</p>}
      <ul class="faults">
        {findings.map((finding) => (
          <li>
            <FindingTitle view={view} keyName={finding.key} />
            {text.site.colon}
            {finding.decision === "asked" ? returned.asked : `${returned.adjusted}${finding.checked ?? ""} `}
            {finding.reason}{" "}
            <QuestionState question={view.questions.find(({ key }) => key === finding.key)} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Why nothing can be typed, and whom to ask. */
function lockWords(
  text: Text,
  { state, estate }: FilingView,
  rule: NonNullable<FilingView["locked"]>,
): string {
  const { locked } = text.filing
  const [district, street] = estate.placeNames
  if (rule === "forbidden") return locked.forbidden
  if (rule === "move_save" && state === "street_verified") return locked.streetVerified(street ?? "")
  if (rule === "move_save" && state === "verified") return locked.verified(district ?? "")
  const sentence = refusalSentence(text, { rule })
  return rule === "closed" ? `${sentence}${locked.askDistrict(district ?? "")}` : sentence
}

/** 延期, as long as it matters. */
function Extended({ view }: { view: FilingView }) {
  const text = useText()
  const { extension, locked } = view
  if (!extension || locked === "released" || locked === "closed" || locked === "exempt") return null
  return (
    <Notice>
      <p>{text.extensions.told(extension.organisation, formatDay(text, extension.day))}</p>
      <p class="hint">{extension.reason}</p>
    </Notice>
  )
}

/** 免报: that nothing is to be filed, why, and whom to ask. */
function Exempted({ exemption }: { exemption: NonNullable<FilingView["exemption"]> }) {
  const { exemptions } = useText()
  return (
    <Notice title={exemptions.told(exemption.organisation)}>
      <p>{exemption.reason}</p>
      <p>{exemptions.ask(exemption.organisation)}</p>
    </Notice>
  )
}

function Locked({ view }: { view: FilingView }) {
  const text = useText()
  if (view.exemption) return <Exempted exemption={view.exemption} />
  if (!view.locked) return null
  const { filing } = text
  return (
    <Notice title={filing.locked.title}>
      <p>{lockWords(text, view, view.locked)}</p>
      {view.request && (
        <p>
          <a href={paths.correctionRequest(view.request.id)}>
            {text.corrections.requests.waiting(formatTime(view.request.filedAt))}
          </a>
        </p>
      )}
      {view.locked === "released" && !view.request && view.state === "verified" && view.maySubmit && (
        <p>
          {text.corrections.requests.askText}{" "}
          <a href={paths.askCorrection(view.estate.slug, view.quarter)}>{text.corrections.requests.ask}</a>
        </p>
      )}
      {view.mayWithdraw && (
        <ButtonForm action={paths.withdrawal(view.estate.slug, view.quarter)} formKey={view.formKey}>
          <p>{view.withdrawnIsLate ? filing.locked.withdrawLate : filing.locked.withdrawHint}</p>
          <Button>{filing.locked.withdraw}</Button>
        </ButtonForm>
      )}
    </Notice>
  )
}

/** The deadline in words: passed and still possible, passed when it was sent, or simply the day. */
function deadlineWords(text: Text, view: FilingView): string {
  const { list } = text.filing
  const { late, sent, dueDay } = view.timeliness
  const day = formatDay(text, dueDay)
  if (late && sent) return list.wasLate(day)
  return late && view.maySubmit && !view.locked ? list.overdue(day) : list.deadline(day)
}

function Head({ view, mayExtend }: { view: FilingView; mayExtend: boolean }) {
  const text = useText()
  const { filing } = text
  const list = { label: filing.title, href: paths.filing({ quarter: view.quarter }) }
  const { estate, quarter, company } = view
  return (
    <SubmissionHead estate={estate} quarter={quarter} company={company} list={list}>
      <p>
        {view.exemption ? (
          <strong>{filing.states.exempt}</strong>
        ) : (
          <>
            <strong>{filing.states[view.state ?? "none"]}</strong> · {deadlineWords(text, view)}
          </>
        )}
        {view.hasReceipt && (
          <>
            {" · "}
            <a href={paths.receipt(estate.slug, quarter)}>{text.receipts.title}</a>
          </>
        )}
        {view.provider === "company" && view.state !== null && (
          <>
            {" · "}
            <a href={paths.scoreTold(estate.slug, quarter)}>{text.scoreTold.title}</a>
          </>
        )}
        {mayExtend && (
          <>
            {" · "}
            <a href={paths.extension(estate.slug, quarter)}>{text.extensions.open}</a>
            {" · "}
            <a href={paths.exemption(estate.slug, quarter)}>{text.exemptions.open}</a>
          </>
        )}
        {view.released && (
          <>
            {" · "}
            <a href={paths.estate(estate.slug, { quarter })}>{text.scoreTold.publicPage}</a>
          </>
        )}
      </p>
    </SubmissionHead>
  )
}

/** The filing form of one estate and quarter: one page, grouped by dimension, live points, faults beside the field. */
export function FormPage({ actor, view, score, facts, evidence, earlier, notice }: FormPageProps) {
  const text = useText()
  const groups = groupsOf(text, view)
  const faults = view.hard.map((fault) => ({
    fieldId: faultTarget(view, fault),
    sentence: faultSentence(text, view.specs, fault),
  }))
  const scores = new Map(score.indicators.map((one) => [one.code, one]))
  return (
    <Page title={view.estate.name} current="desk" actor={actor} scripts={[`filing.${text.language}.js`]}>
      <Head view={view} mayExtend={may(actor, "deadline.extend")} />
      {notice && (
        <Notice kind={notice.kind} title={notice.title} live>
          {notice.lines.map((line) => (
            <p>{line}</p>
          ))}
        </Notice>
      )}
      <BeingCorrected
        correction={view.correction}
        next={text.corrections.filing[mayTypePart(view.state ?? "draft", "company") ? "next" : "sent"]}
      />
      <UnkeptQuarters quarters={view.unkept} />
      {!view.exemption && <Returned view={view} />}
      {view.state !== "returned" && <Adjustments edition={view.edition} told={view.adjustments} />}
      <Extended view={view} />
      <Locked view={view} />
      <FaultList faults={faults} />
      <ToldFaults view={view} />
      <Asked view={view} />
      <Asking view={view} />
      <EarlierReturns returns={earlier} specs={view.specs} />
      <div class="desk-split">
        <Rail view={view} groups={groups} />
        {/* What a browser would put back by itself may be older than what stands there: the island keeps what is unsent. */}
        <form
          method="post"
          action={paths.saveDraft(view.estate.slug, view.quarter)}
          id="filing"
          autocomplete="off"
          novalidate
        >
          <HiddenFields formKey={view.formKey} revision={view.revision} />
          <WholeQuestion view={view} />
          {groups.map((group) => (
            <section class="filing-group" id={group.id}>
              <h2>{group.title}</h2>
              {group.hint && <p class="hint">{group.hint}</p>}
              <CarryBox view={view} group={group.id} keys={keysOf(view, group)} />
              {group.specs.length > 0 && (
                <div class="itemcard__fields">
                  {group.specs.map((spec) => (
                    <KeyField view={view} spec={spec} />
                  ))}
                </div>
              )}
              {group.indicators.map((indicator) => (
                <IndicatorCard
                  view={view}
                  indicator={indicator}
                  score={scores.get(indicator.code)}
                  evidence={evidence.get(indicator.code)}
                />
              ))}
            </section>
          ))}
          <SaveBar view={view} />
        </form>
      </div>
      {view.locked ? (
        <KeptPlace view={view} owner={facts.owner} sent={facts.sent} />
      ) : (
        <FilingData view={view} facts={facts} />
      )}
      {view.locked && (
        <LinkButton href={paths.filing({ quarter: view.quarter })}>{text.filing.title}</LinkButton>
      )}
    </Page>
  )
}
