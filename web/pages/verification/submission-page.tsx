import { TREND_QUARTERS } from "../../../worker/domain/submission/attention.ts"
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
import { EarlierReturns } from "../desk/earlier-returns.tsx"
import { SubmissionHead } from "../desk/submission-head.tsx"
import { EffectsCard, LiveData, PreviewButton } from "./effects-card.tsx"
import { ExtensionLine } from "./extension-line.tsx"
import { tellingKeys } from "./indicator-facts.tsx"
import { KeysHelp } from "./keys-help.tsx"
import { MarksBox } from "./marks-box.tsx"
import { nextInQueue, QueueRail } from "./queue-rail.tsx"
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
    filing.states[view.exemption ? "exempt" : (view.state ?? "none")],
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

/** A list of values that bear no mark. */
function ValueList(props: {
  view: VerificationView
  rows: readonly ValueView[]
  shows: ReadonlyMap<string, string>
}) {
  const { rows, ...rest } = props
  return (
    <ul class="value-rows">
      {rows.map((row) => (
        <ValueRow {...rest} row={row} />
      ))}
    </ul>
  )
}

/** What bears a mark first, then what has changed; the unchanged is folded. */
function Values({ view }: { view: VerificationView }) {
  const text = useText()
  const { groups } = text.verification
  const shows = tellingKeys(view.rows)
  const of = (attention: ValueView["attention"]) => view.rows.filter((row) => row.attention === attention)
  const [changed, same] = [of("changed"), of("same")]
  return (
    <>
      <MarksBox view={view} shows={shows} />
      {changed.length > 0 && (
        <section class="verify-group" aria-labelledby="changed">
          <h2 id="changed">{groups.changed(changed.length)}</h2>
          <p class="hint">{groups.changedHint(TREND_QUARTERS)}</p>
          <ValueList view={view} rows={changed} shows={shows} />
        </section>
      )}
      {same.length > 0 && (
        <details class="verify-group fold-group" open={view.rows.length === same.length}>
          <summary>{groups.same(same.length)}</summary>
          <ValueList view={view} rows={same} shows={shows} />
        </details>
      )}
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
        <div class="button-row">
          <PreviewButton action={`${paths.previewDecisions(slug, view.quarter)}#effects`} />
          <Button dataAction="save">{verification.save}</Button>
          {view.mayVerify && (
            <Button look="primary" formaction={paths.verify(slug, view.quarter)} dataAction="verify">
              {verification.verify[view.level]}
            </Button>
          )}
        </div>
      </div>
    </>
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
  const { rows } = view
  const faults = faultsOf(view, rows)
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
      <div class="verify-split">
        <QueueRail view={view} />
        {rows.length === 0 ? (
          <Notice>{view.exemption ? view.exemption.reason : verification.notFiled}</Notice>
        ) : (
          <form
            class="verify-work"
            method="post"
            action={paths.findings(slug, view.quarter)}
            id="verification"
            novalidate
          >
            {/* The first button is what Enter presses: it saves, where the next one would send the filing back. */}
            {view.deciding && view.level && <button type="submit" hidden />}
            <HiddenFields formKey={view.formKey} />
            <input type="hidden" name="seen" value={view.seen} />
            <input type="hidden" name="state" value={view.state ?? ""} />
            <input type="hidden" name="values" value={view.seenValues} />
            <div class="verify-work__values">
              {!view.deciding && (
                <Notice>
                  {view.locked ? refusalSentence(text, { rule: view.locked }) : verification.viewOnly}
                </Notice>
              )}
              <SentBack view={view} />
              <EarlierReturns
                returns={view.earlierReturns}
                specs={new Map(rows.map(({ spec }) => [spec.key, spec]))}
              />
              <OthersEmpty view={view} />
              <OwnPart view={view} />
              <Values view={view} />
            </div>
            <div class="verify-work__aside">
              <EffectsCard view={view} />
              {view.deciding && <KeysHelp next={nextInQueue(view)} />}
            </div>
            <div class="verify-work__acts">
              <Actions view={view} />
            </div>
          </form>
        )}
      </div>
      <TakeBackBox view={view} />
      <LiveData view={view} />
    </Page>
  )
}
