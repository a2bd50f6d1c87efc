import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { type Fault, FaultList } from "../../ui/fault-list.tsx"
import { formatNumber, formatScore, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { BeingCorrected } from "../desk/correction-notes.tsx"
import { SubmissionHead } from "../desk/submission-head.tsx"
import { ValueRow } from "./value-row.tsx"
import { rowId, type ValueView, type VerificationView } from "./verification-view.ts"

export interface SubmissionPageProps {
  text: Text
  actor: SignedIn
  view: VerificationView
  notice?: { kind: "success" | "warning" | "error"; title: string; lines: string[]; next?: boolean }
}

function Head({ text, view }: { text: Text; view: VerificationView }) {
  const { verification, filing } = text
  const list = { label: verification.title, href: paths.verification({ quarter: view.quarter }) }
  const { estate, quarter, company } = view
  const facts = [
    filing.states[view.state ?? "none"],
    view.submittedAt && `${verification.queue.submittedAt} ${formatTime(view.submittedAt)}`,
    view.late && verification.late,
  ]
  return (
    <SubmissionHead text={text} estate={estate} quarter={quarter} company={company} list={list} facts={facts}>
      {view.base !== null && (
        <p>
          <strong>{verification.expected(formatScore(view.base, 2))}</strong> ·{" "}
          {view.flagCount > 0 ? verification.flags(view.flagCount) : verification.flagsNone}
        </p>
      )}
    </SubmissionHead>
  )
}

function Dimensions({ text, view }: { text: Text; view: VerificationView }) {
  const { language } = text
  return (
    <>
      {view.edition.dimensions.map((dimension) => (
        <section class="verify-group" id={`g-${dimension.code}`}>
          <h2>{dimension.title[language]}</h2>
          {view.indicators
            .filter(({ indicator }) => indicator.dimension === dimension.code)
            .map(({ indicator, values, score }) => (
              <section class="card itemcard">
                <h3 class="itemcard__title">
                  {indicator.title[language]}{" "}
                  <span class="itemcard__points">
                    {score?.state === "reported"
                      ? `${formatNumber(score.measure ?? 0)} ${indicator.unit[language]} · ${text.filing.form.livePoints(formatScore(score.points ?? 0, 2), String(indicator.points))}`
                      : text.site.states[score?.state === "not_applicable" ? "not_applicable" : "missing"]}
                  </span>
                </h3>
                <ul class="value-rows">
                  {values.map((row) => (
                    <ValueRow text={text} view={view} row={row} />
                  ))}
                </ul>
              </section>
            ))}
        </section>
      ))}
    </>
  )
}

function Values({ text, view }: { text: Text; view: VerificationView }) {
  const { form } = text.filing
  return (
    <>
      <section class="verify-group">
        <h2>{form.bases}</h2>
        <ul class="value-rows card">
          {view.bases.map((row) => (
            <ValueRow text={text} view={view} row={row} />
          ))}
        </ul>
      </section>
      <Dimensions text={text} view={view} />
      <section class="verify-group">
        <h2>
          {form.gates} · {form.bonuses} · {form.deductions} · {form.vetoes}
        </h2>
        <ul class="value-rows card">
          {view.items.map((row) => (
            <ValueRow text={text} view={view} row={row} />
          ))}
        </ul>
      </section>
    </>
  )
}

function Actions({ text, view }: { text: Text; view: VerificationView }) {
  const { verification } = text
  const { slug } = view.estate
  if (!view.deciding || !view.level) return null
  return (
    <>
      {view.mayReturn && (
        <details class="card return-box" open={view.returnError !== undefined}>
          <summary>{verification.returnTitle}</summary>
          <p>{verification.returnHint}</p>
          <TextArea
            id="return-reason"
            name="reason"
            label={verification.returnReason}
            value={view.returnReason}
            error={view.returnError}
            maxlength={MAX_REASON_TEXT}
          />
          <Button look="danger" formaction={paths.returnSubmission(slug, view.quarter)}>
            {verification.returnButton}
          </Button>
        </details>
      )}
      <div class="save-bar">
        <p class="save-bar__state hint">{verification.keys}</p>
        <div class="button-row">
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
function Flagged({ text, rows }: { text: Text; rows: ValueView[] }) {
  const flagged = rows.filter((row) => row.flags.length > 0)
  if (flagged.length === 0) return null
  return (
    <Notice kind="warning" title={text.verification.flags(flagged.length)}>
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

function QueueRail({ text, view }: { text: Text; view: VerificationView }) {
  const { queue } = text.verification
  const waiting = (view.level ? queue.waiting : queue.pending)(view.queue.length)
  return (
    <nav class="rail desk-split__rail" aria-label={waiting}>
      <p class="rail__title">{view.queue.length > 0 ? waiting : view.level ? queue.nothing : queue.none}</p>
      <ul class="rail__list">
        {view.queue.map(({ slug, name }) => (
          <li>
            <a
              class="rail__link"
              href={paths.verifySubmission(slug, view.quarter)}
              aria-current={slug === view.estate.slug ? "page" : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function OwnPart({ text, view }: { text: Text; view: VerificationView }) {
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
function OthersEmpty({ text, view }: { text: Text; view: VerificationView }) {
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
    [row.error, row.reasonError].flatMap((sentence) =>
      sentence ? [{ fieldId: rowId(row.spec.key), sentence }] : [],
    ),
  )
  const returning = view.returnError ? [{ fieldId: "return-reason", sentence: view.returnError }] : []
  return [...beside, ...returning, ...view.looseErrors.map((sentence) => ({ sentence }))]
}

/** One submission on the desk: values, last quarter's, what stands out, and a decision for each. */
export function SubmissionPage({ text, actor, view, notice }: SubmissionPageProps) {
  const { verification } = text
  const all = [...view.bases, ...view.indicators.flatMap(({ values }) => values), ...view.items]
  const faults = faultsOf(view, all)
  const { slug } = view.estate
  return (
    <Page text={text} title={view.estate.name} current="desk" actor={actor} scripts={["verification.js"]}>
      <Head text={text} view={view} />
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
      <BeingCorrected text={text} correction={view.correction} next={text.corrections.filing.verify} />
      <FaultList text={text} faults={faults} />
      <div class="desk-split">
        <QueueRail text={text} view={view} />
        <div>
          {all.length === 0 ? (
            <Notice>{verification.notFiled}</Notice>
          ) : (
            <>
              <Flagged text={text} rows={all} />
              {!view.deciding && (
                <Notice>
                  {view.locked ? refusalSentence(text, { rule: view.locked }) : verification.viewOnly}
                </Notice>
              )}
              <OthersEmpty text={text} view={view} />
              <OwnPart text={text} view={view} />
              <form method="post" action={paths.findings(slug, view.quarter)} id="verification" novalidate>
                <input type="hidden" name="key" value={view.formKey} />
                <input type="hidden" name="seen" value={view.seen} />
                <input type="hidden" name="values" value={view.seenValues} />
                <Values text={text} view={view} />
                <Actions text={text} view={view} />
              </form>
            </>
          )}
        </div>
      </div>
    </Page>
  )
}
