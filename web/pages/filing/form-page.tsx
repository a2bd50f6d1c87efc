import type { Indicator } from "../../../worker/domain/scoring/edition.ts"
import type { KeySpec } from "../../../worker/domain/scoring/keys.ts"
import type { EstateScore } from "../../../worker/domain/scoring/score.ts"
import { mayTypePart } from "../../../worker/domain/submission/states.ts"
import { paths } from "../../paths.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { BeingCorrected } from "../desk/correction-notes.tsx"
import { SubmissionHead } from "../desk/submission-head.tsx"
import { FilingData } from "./filing-data.tsx"
import { type FilingView, faultTarget, fieldId } from "./filing-view.ts"
import { IndicatorCard } from "./indicator-card.tsx"
import { KeyField } from "./key-field.tsx"

export interface FormPageProps {
  text: Text
  actor: SignedIn
  view: FilingView
  /** Of the values of this part alone. */
  score: EstateScore
  /** Said at the top after an action. */
  notice?: { kind: "success" | "warning" | "error"; title: string; lines: string[] }
}

type Group = { id: string; title: string; hint?: string; specs: KeySpec[]; indicators: Indicator[] }

/** What this provider types, grouped as the edition is: bases, dimensions, gates, bonuses, deductions, vetoes. */
export function groupsOf(text: Text, view: FilingView): Group[] {
  const { form } = text.filing
  const mine = [...view.specs.values()].filter((spec) => view.mine.has(spec.key))
  const ofKind = (kind: KeySpec["kind"]) => mine.filter((spec) => spec.kind === kind)
  const dimensions = view.edition.dimensions.map((dimension) => ({
    id: `g-${dimension.code}`,
    title: dimension.title[text.language],
    specs: [],
    indicators: view.edition.indicators.filter(
      (indicator) =>
        indicator.dimension === dimension.code && indicator.inputs.some((input) => view.mine.has(input.key)),
    ),
  }))
  const groups: Group[] = [
    { id: "g-bases", title: form.bases, specs: ofKind("base"), indicators: [] },
    ...dimensions,
    { id: "g-gates", title: form.gates, hint: form.gatesHint, specs: ofKind("gate"), indicators: [] },
    { id: "g-bonuses", title: form.bonuses, specs: ofKind("bonus"), indicators: [] },
    { id: "g-deductions", title: form.deductions, specs: ofKind("deduction"), indicators: [] },
    { id: "g-vetoes", title: form.vetoes, hint: form.vetoesHint, specs: ofKind("veto"), indicators: [] },
  ]
  return groups.filter((group) => group.specs.length + group.indicators.length > 0)
}

function keysOf(view: FilingView, group: Group): string[] {
  const inputs = group.indicators.flatMap((indicator) => indicator.inputs.map((input) => input.key))
  return [...group.specs.map((spec) => spec.key), ...inputs.filter((key) => view.mine.has(key))]
}

function Rail({ text, view, groups }: { text: Text; view: FilingView; groups: Group[] }) {
  const { form } = text.filing
  return (
    <nav class="rail desk-split__rail" aria-label={form.rail}>
      <ul class="rail__list">
        {groups.map((group) => {
          const keys = keysOf(view, group)
          const filled = keys.filter((key) => view.texts.get(key)).length
          return (
            <li>
              <a class="rail__link" href={`#${group.id}`}>
                {group.title}
                <span class="rail__count" data-count={group.id} data-keys={keys.join(" ")}>
                  {form.filled(filled, keys.length)}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** A link to the field, or whose value it is where this page has no field for it. */
function FindingTitle({ text, view, keyName }: { text: Text; view: FilingView; keyName: string }) {
  const spec = view.specs.get(keyName)
  if (!spec) return <>{keyName}</>
  const title = spec.title[text.language]
  if (view.mine.has(keyName)) return <a href={`#${fieldId(keyName)}`}>{title}</a>
  return <>{text.filing.returned.typedBy(title, text.site.providers[spec.provider])}</>
}

function Returned({ text, view }: { text: Text; view: FilingView }) {
  if (!view.returned || view.state !== "returned") return null
  const { returned } = text.filing
  const { by, reason, findings } = view.returned
  // The city returns what is being corrected: the note above says why.
  if (by === "city" && view.correction) return null
  return (
    <Notice kind="warning" title={returned.title(text.site.providers[by])}>
      {reason !== null && <p>{returned.reason(reason)}</p>}
      <ul class="faults">
        {findings.map((finding) => (
          <li>
            <FindingTitle text={text} view={view} keyName={finding.key} />
            {text.site.colon}
            {finding.decision === "asked" ? returned.asked : `${returned.adjusted}${finding.checked ?? ""} `}
            {finding.reason}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Locked({ text, view }: { text: Text; view: FilingView }) {
  if (!view.locked) return null
  const { filing } = text
  const sentence =
    view.locked === "forbidden" ? filing.locked.forbidden : refusalSentence(text, { rule: view.locked })
  return (
    <Notice title={filing.locked.title}>
      <p>{sentence}</p>
      {view.mayWithdraw && (
        <form method="post" action={paths.withdrawal(view.estate.slug, view.quarter)}>
          <input type="hidden" name="key" value={view.formKey} />
          <p>{filing.locked.withdrawHint}</p>
          <Button>{filing.locked.withdraw}</Button>
        </form>
      )}
    </Notice>
  )
}

function SaveBar({ text, view }: { text: Text; view: FilingView }) {
  const { form } = text.filing
  if (view.locked) return null
  return (
    <div class="save-bar">
      <p class="save-bar__state" id="save-state" role="status">
        {view.savedAt ? form.savedAt(formatTime(view.savedAt)) : form.notSaved}
      </p>
      <div class="button-row">
        <Button dataAction="save">{view.maySubmit ? form.save : form.savePart}</Button>
        {view.maySubmit && (
          <Button look="primary" formaction={paths.submitCheck(view.estate.slug, view.quarter)}>
            {form.check}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The deadline in words: passed and still possible, passed when it was first submitted, or simply the day. */
function deadlineWords(text: Text, view: FilingView): string {
  const { list } = text.filing
  const day = formatDay(text, view.deadlineDay)
  if (view.late && view.submittedBefore) return list.wasLate(day)
  return view.late && view.maySubmit && !view.locked ? list.overdue(day) : list.deadline(day)
}

function Head({ text, view }: { text: Text; view: FilingView }) {
  const { filing } = text
  const list = { label: filing.title, href: paths.filing({ quarter: view.quarter }) }
  const { estate, quarter, company } = view
  return (
    <SubmissionHead text={text} estate={estate} quarter={quarter} company={company} list={list}>
      <p>
        <strong>{filing.states[view.state ?? "none"]}</strong> · {deadlineWords(text, view)}
      </p>
    </SubmissionHead>
  )
}

/** The filing form of one estate and quarter: one page, grouped by dimension, live points, faults beside the field. */
export function FormPage({ text, actor, view, score, notice }: FormPageProps) {
  const groups = groupsOf(text, view)
  const faults = view.hard.map((fault) => ({
    fieldId: faultTarget(view, fault),
    sentence: faultSentence(text, view.specs, fault),
  }))
  const scores = new Map(score.indicators.map((one) => [one.code, one]))
  return (
    <Page
      text={text}
      title={view.estate.name}
      current="desk"
      actor={actor}
      scripts={[`filing.${text.language}.js`]}
    >
      <Head text={text} view={view} />
      {notice && (
        <Notice kind={notice.kind} title={notice.title} live>
          {notice.lines.map((line) => (
            <p>{line}</p>
          ))}
        </Notice>
      )}
      <BeingCorrected
        text={text}
        correction={view.correction}
        next={text.corrections.filing[mayTypePart(view.state ?? "draft", "company") ? "next" : "sent"]}
      />
      <Returned text={text} view={view} />
      <Locked text={text} view={view} />
      <FaultList text={text} faults={faults} />
      <div class="desk-split">
        <Rail text={text} view={view} groups={groups} />
        <form method="post" action={paths.saveDraft(view.estate.slug, view.quarter)} id="filing" novalidate>
          <input type="hidden" name="key" value={view.formKey} />
          <input type="hidden" name="revision" value={String(view.revision)} />
          {groups.map((group) => (
            <section class="filing-group" id={group.id}>
              <h2>{group.title}</h2>
              {group.hint && <p class="hint">{group.hint}</p>}
              {group.specs.length > 0 && (
                <div class="itemcard__fields">
                  {group.specs.map((spec) => (
                    <KeyField text={text} view={view} spec={spec} />
                  ))}
                </div>
              )}
              {group.indicators.map((indicator) => (
                <IndicatorCard
                  text={text}
                  view={view}
                  indicator={indicator}
                  score={scores.get(indicator.code)}
                />
              ))}
            </section>
          ))}
          <SaveBar text={text} view={view} />
        </form>
      </div>
      {!view.locked && <FilingData view={view} />}
      {view.locked && (
        <LinkButton href={paths.filing({ quarter: view.quarter })}>{text.filing.title}</LinkButton>
      )}
    </Page>
  )
}
