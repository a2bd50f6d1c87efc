import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { type Fault, FaultList } from "../../ui/fault-list.tsx"
import { HiddenFields } from "../../ui/form.tsx"
import { formatScore, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { BeingCorrected, UnkeptQuarters } from "../desk/correction-notes.tsx"
import { SubmissionHead } from "../desk/submission-head.tsx"
import { EvidenceShown } from "../evidence/evidence-block.tsx"
import { measureWords } from "../filing/indicator-card.tsx"
import { EffectsCard, PreviewButton } from "./effects-card.tsx"
import { ExtensionLine } from "./extension-line.tsx"
import { MarksBox } from "./marks-box.tsx"
import { QueueRail } from "./queue-rail.tsx"
import { ReturnBox } from "./return-box.tsx"
import { SentBack } from "./sent-back.tsx"
import { TakeBackBox } from "./take-back-box.tsx"
import { ValueRow } from "./value-row.tsx"
import { rowId, type ValueView, type VerificationView } from "./verification-view.ts"

export interface SubmissionPageProps {
  actor: SignedIn
  view: VerificationView
  notice?: { kind: "success" | "warning" | "error"; title: string; lines: string[]; next?: boolean }
}

function Head({ view }: { view: VerificationView }) {
  const text = useText()
  const { verification, filing } = text
  const list = { label: verification.title, href: paths.verification({ quarter: view.quarter }) }
  const { estate, quarter, company } = view
  const facts = [
    filing.states[view.state ?? "none"],
    view.submittedAt && `${verification.queue.submittedAt} ${formatTime(view.submittedAt)}`,
    view.timeliness.late && view.timeliness.sent && verification.late,
    ...view.lateParts.map((part) => verification.latePart(text.site.providers[part])),
  ]
  return (
    <SubmissionHead estate={estate} quarter={quarter} company={company} list={list} facts={facts}>
      {view.base !== null && (
        <p>
          <strong>{verification.expected(formatScore(view.base, 2))}</strong> ·{" "}
          {view.flagCount > 0 ? verification.flags(view.flagCount) : verification.flagsNone}
        </p>
      )}
      <ExtensionLine view={view} />
    </SubmissionHead>
  )
}

function Dimensions({ view }: { view: VerificationView }) {
  const text = useText()
  const { language } = text
  return (
    <>
      {view.edition.dimensions.map((dimension) => (
        <section class="verify-group" id={`g-${dimension.code}`}>
          <h2>{dimension.title[language]}</h2>
          {view.indicators
            .filter(({ indicator }) => indicator.dimension === dimension.code)
            .map(({ indicator, values, score, evidence }) => (
              <section class="card itemcard">
                <h3 class="itemcard__title">
                  {indicator.title[language]}{" "}
                  <span class="itemcard__points">
                    {score?.state === "reported"
                      ? `${measureWords(text, indicator, score)} · ${text.filing.form.livePoints(formatScore(score.points ?? 0, 2), String(indicator.points))}`
                      : text.site.states[score?.state === "not_applicable" ? "not_applicable" : "missing"]}
                  </span>
                </h3>
                {evidence && (
                  <EvidenceShown
                    slug={view.estate.slug}
                    quarter={view.quarter}
                    indicator={indicator}
                    evidence={evidence}
                  />
                )}
                <ul class="value-rows">
                  {values.map((row) => (
                    <ValueRow view={view} row={row} />
                  ))}
                </ul>
              </section>
            ))}
        </section>
      ))}
    </>
  )
}

function Values({ view }: { view: VerificationView }) {
  const text = useText()
  const { form } = text.filing
  return (
    <>
      <section class="verify-group">
        <h2>{form.bases}</h2>
        <ul class="value-rows card">
          {view.bases.map((row) => (
            <ValueRow view={view} row={row} />
          ))}
        </ul>
      </section>
      <Dimensions view={view} />
      <section class="verify-group">
        <h2>
          {form.gates} · {form.bonuses} · {form.deductions} · {form.vetoes}
        </h2>
        <ul class="value-rows card">
          {view.items.map((row) => (
            <ValueRow view={view} row={row} />
          ))}
        </ul>
      </section>
    </>
  )
}

function Actions({ view }: { view: VerificationView }) {
  const text = useText()
  const { verification } = text
  const { slug } = view.estate
  if (!view.deciding || !view.level) return null
  return (
    <>
      <ReturnBox view={view} />
      <div class="save-bar">
        <p class="save-bar__state hint">{verification.keys}</p>
        <div class="button-row">
          <PreviewButton action={`${paths.previewDecisions(slug, view.quarter)}#effects`} />
          <Button>{verification.save}</Button>
          {view.mayVerify && (
            <Button look="primary" formaction={paths.verify(slug, view.quarter)}>
              {verification.verify[view.level]}
            </Button>
          )}
        </div>
      </div>
    </>
  )
}

/** Jumps to every value that stands out. */
function Flagged({ rows }: { rows: ValueView[] }) {
  const text = useText()
  const flagged = rows.filter((row) => row.flags.length > 0)
  if (flagged.length === 0) return null
  return (
    <Notice kind="warning" title={text.verification.broken(flagged.length)}>
      <ul class="faults">
        {flagged.map((row) => (
          <li>
            <a href={`#${rowId(row.spec.key)}`}>{row.flags[0]}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function OwnPart({ view }: { view: VerificationView }) {
  const text = useText()
  const { verification, site } = text
  if (!view.ownPart || !view.level) return null
  return (
    <Notice>
      <p>
        {verification.ownPartHint(view.ownPart.filled, view.ownPart.total)}
        {view.deciding && view.ownPart.filled < view.ownPart.total && (
          <>
            {text.site.colon}
            {verification.ownPartEmpty}
          </>
        )}
      </p>
      {view.deciding && (
        <LinkButton href={paths.submission(view.estate.slug, view.quarter)}>
          {verification.ownPart(site.providers[view.level])}
        </LinkButton>
      )}
    </Notice>
  )
}

/** What others still owe and could not fill in any more. */
function OthersEmpty({ view }: { view: VerificationView }) {
  const text = useText()
  if (view.othersEmpty.length === 0) return null
  return (
    <Notice kind="warning">
      {view.othersEmpty.map(({ provider, count }) => (
        <p>{text.verification.othersEmpty(text.site.providers[provider], count)}</p>
      ))}
    </Notice>
  )
}

/** Everything that is wrong with what was typed, each with the place where it is mended. */
function faultsOf(view: VerificationView, rows: ValueView[]): Fault[] {
  const beside = rows.flatMap((row) =>
    [row.error, row.classError, row.reasonError].flatMap((sentence) =>
      sentence ? [{ fieldId: rowId(row.spec.key), sentence }] : [],
    ),
  )
  const returning = view.returnError ? [{ fieldId: "return-reason", sentence: view.returnError }] : []
  const taking = view.takeBackError ? [{ fieldId: "take-back-reason", sentence: view.takeBackError }] : []
  return [...beside, ...returning, ...taking, ...view.looseErrors.map((sentence) => ({ sentence }))]
}

/** One submission on the desk: values, last quarter's, what stands out, and a decision for each. */
export function SubmissionPage({ actor, view, notice }: SubmissionPageProps) {
  const text = useText()
  const { verification } = text
  const all = [...view.bases, ...view.indicators.flatMap(({ values }) => values), ...view.items]
  const faults = faultsOf(view, all)
  const { slug } = view.estate
  return (
    <Page title={view.estate.name} current="desk" actor={actor} scripts={["verification.js"]}>
      <Head view={view} />
      {notice && (
        <Notice kind={notice.kind} title={notice.title} live>
          {notice.lines.map((line) => (
            <p>{line}</p>
          ))}
          {notice.next && (
            <LinkButton href={paths.verification({ quarter: view.quarter })}>
              {verification.done.next}
            </LinkButton>
          )}
        </Notice>
      )}
      <BeingCorrected correction={view.correction} next={text.corrections.filing.verify} />
      <UnkeptQuarters quarters={view.unkept} />
      <FaultList faults={faults} />
      <div class="desk-split">
        <QueueRail view={view} />
        <div>
          {all.length === 0 ? (
            <Notice>{verification.notFiled}</Notice>
          ) : (
            <>
              <Flagged rows={all} />
              {!view.deciding && (
                <Notice>
                  {view.locked ? refusalSentence(text, { rule: view.locked }) : verification.viewOnly}
                </Notice>
              )}
              <EffectsCard view={view} />
              <SentBack view={view} />
              <OthersEmpty view={view} />
              <OwnPart view={view} />
              <form method="post" action={paths.findings(slug, view.quarter)} id="verification" novalidate>
                <HiddenFields formKey={view.formKey} />
                <input type="hidden" name="seen" value={view.seen} />
                <input type="hidden" name="state" value={view.state ?? ""} />
                <input type="hidden" name="values" value={view.seenValues} />
                <MarksBox view={view} />
                <Values view={view} />
                <Actions view={view} />
              </form>
              <TakeBackBox view={view} />
            </>
          )}
        </div>
      </div>
    </Page>
  )
}
