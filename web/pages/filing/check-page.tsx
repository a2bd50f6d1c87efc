import type { Expected as ExpectedScore } from "../../../worker/domain/submission/expected.ts"
import { isWholeMark } from "../../../worker/domain/submission/faults.ts"
import type { ChangedBy } from "../../../worker/domain/submission/part-changes.ts"
import { paths } from "../../paths.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button, LinkButton } from "../../ui/button.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatPeriod, formatScore } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { UnkeptQuarters } from "../desk/correction-notes.tsx"
import { BandBars, bandWords, KnownDeductions, WaysTaken } from "../desk/expected-parts.tsx"
import { Asking } from "./asking.tsx"
import { carryOpen, Reasons, ReasonsInForm } from "./check-reasons.tsx"
import { type FilingView, fieldId } from "./filing-view.ts"
import { OthersChanges } from "./others-changes.tsx"
import { ToldFaults } from "./told-faults.tsx"

export interface CheckPageProps {
  actor: SignedIn
  view: FilingView
  /** Of everything that is known now, other providers' parts included. */
  expected: ExpectedScore
  /** Own keys that are empty. */
  missing: string[]
  /** Keys of other providers that are empty. */
  waiting: string[]
  /** Rules broken by the last attempt that no field carries. */
  refused: string[]
  /** After an attempt: what still lacks its reason says so. */
  attempted: boolean
  /** Somebody saved while the page was open. */
  stale: boolean
  /** What others changed since whoever submits has looked. */
  changes: readonly ChangedBy[]
}

function Expected({ view, expected }: Pick<CheckPageProps, "view" | "expected">) {
  const text = useText()
  const { check } = text.filing
  const { edition } = view
  const { score } = expected
  return (
    <section class="card expected" aria-labelledby="expected">
      <h2 id="expected">{check.score}</h2>
      <p class="expected__base">
        <strong class="figure-large">{formatScore(score.base, 2)}</strong> {check.ofHundred}
        {" · "}
        {check.bonus} {formatScore(score.bonus, 2)} · {check.deductions} {formatScore(score.deductions, 2)}
        {" · "}
        {check.final} {formatScore(score.final, 2)}
      </p>
      <p>
        {check.band} <strong>{bandWords(text, edition, score.band)}</strong>
      </p>
      <ul class="expected__dimensions">
        {score.dimensions.map((dimension) => {
          const known = edition.dimensions.find((one) => one.code === dimension.code)
          return (
            <li>
              {known?.title[text.language]} {formatScore(dimension.points ?? 0, 2)} / {known?.points}
            </li>
          )
        })}
      </ul>
      <KnownDeductions edition={edition} expected={expected} />
      <BandBars edition={edition} expected={expected} />
      <WaysTaken edition={edition} expected={expected} />
      <p>
        <a href={paths.scoreTold(view.estate.slug, view.quarter)}>{text.scoreTold.link}</a>
      </p>
      <p class="hint">{check.scoreNote}</p>
    </section>
  )
}

function Unconfirmed({ view }: { view: FilingView }) {
  const text = useText()
  const { check } = text.filing
  const open = carryOpen(view)
  if (open.length === 0) return null
  const form = paths.submission(view.estate.slug, view.quarter)
  return (
    <Notice kind="warning" title={check.unconfirmed(open.length)} live>
      <p>{check.unconfirmedText}</p>
      <ul class="missing-list">
        {open.map(({ field = "", with: told }) => (
          <li>
            <a href={`${form}#${fieldId(field)}`}>{view.specs.get(field)?.title[text.language]}</a>{" "}
            {told?.["before"]}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function names(text: Text, view: FilingView, keys: string[]) {
  return keys.map((key) => view.specs.get(key)?.title[text.language] ?? key)
}

function Hard({ view }: { view: FilingView }) {
  const text = useText()
  if (view.hard.length === 0) return null
  const form = paths.submission(view.estate.slug, view.quarter)
  return (
    <Notice kind="error" title={text.filing.check.hard(view.hard.length)} live>
      <ul class="faults">
        {view.hard.map((fault) => (
          <li>
            <a
              href={
                fault.rule === "reason_too_long"
                  ? `#r-${fault.field}`
                  : isWholeMark(fault.field ?? "")
                    ? form
                    : `${form}#${fieldId(fault.field ?? "")}`
              }
            >
              {faultSentence(text, view.specs, fault)}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Missing({ view, missing, waiting }: Pick<CheckPageProps, "view" | "missing" | "waiting">) {
  const text = useText()
  const { check } = text.filing
  const form = paths.submission(view.estate.slug, view.quarter)
  return (
    <section>
      <h2>{missing.length > 0 ? check.missing(missing.length) : check.missingNone}</h2>
      <ul class="missing-list">
        {missing.map((key) => (
          <li>
            <a href={`${form}#${fieldId(key)}`}>{view.specs.get(key)?.title[text.language]}</a>
          </li>
        ))}
      </ul>
      {waiting.length > 0 && (
        <details>
          <summary>{check.waiting(waiting.length)}</summary>
          <p>{names(text, view, waiting).join(text.site.listComma)}</p>
        </details>
      )}
    </section>
  )
}

/** The last look before submitting: what blocks, what needs a reason, what is missing, and the score it gives. */
export function CheckPage(props: CheckPageProps) {
  const text = useText()
  const { actor, view, expected, missing, waiting, refused, attempted, stale, changes } = props
  const { filing } = text
  const { slug, name } = view.estate
  const form = paths.submission(slug, view.quarter)
  // A reason is mended on this page, everything else in the form.
  const blocked = view.hard.some((fault) => fault.rule !== "reason_too_long") || carryOpen(view).length > 0
  const open = new Set(carryOpen(view).map(({ field }) => field))
  return (
    <Page title={filing.check.title} current="desk" actor={actor}>
      <Breadcrumb
        steps={[
          { label: filing.title, href: paths.filing({ quarter: view.quarter }) },
          { label: name, href: form },
          { label: filing.check.title },
        ]}
      />
      <h1>{filing.check.title}</h1>
      <p class="lead">
        {name} · {formatPeriod(text, view.quarter)}
      </p>
      {stale && (
        <Notice kind="error" live>
          {filing.check.stale}
        </Notice>
      )}
      <UnkeptQuarters quarters={view.unkept} />
      <OthersChanges view={view} changes={changes} />
      {view.timeliness.late && !view.timeliness.sent && <Notice kind="warning">{filing.check.late}</Notice>}
      {refused.length > 0 && (
        <Notice kind="error" live>
          {refused.map((rule) => faultSentence(text, view.specs, { rule }))}
        </Notice>
      )}
      <Hard view={view} />
      <Unconfirmed view={view} />
      <ToldFaults view={view} />
      <Asking view={view} />
      <Expected view={view} expected={expected} />
      <Missing view={view} missing={missing.filter((key) => !open.has(key))} waiting={waiting} />
      <ButtonForm
        action={paths.signOff(slug, view.quarter)}
        class="stack"
        formKey={view.formKey}
        revision={view.revision}
      >
        {blocked ? <ReasonsInForm view={view} /> : <Reasons view={view} attempted={attempted} />}
        {!blocked && <p>{filing.check.ready}</p>}
        <div class="button-row">
          <LinkButton href={form}>{filing.check.back}</LinkButton>
          {!blocked && <Button look="primary">{filing.check.submit}</Button>}
        </div>
      </ButtonForm>
    </Page>
  )
}
