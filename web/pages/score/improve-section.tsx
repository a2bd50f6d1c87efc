import type { Bilingual } from "../../../worker/domain/scoring/edition.ts"
import { editionKeys, type KeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { BandBar } from "../../../worker/domain/submission/expected.ts"
import type { Improvement, Improving, WayUp } from "../../../worker/domain/submission/improve.ts"
import type { Text } from "../../text/text.ts"
import { formatNumber, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { bandWords } from "../desk/expected-parts.tsx"
import { figureWords, formulaReader, requirementWords } from "../public/formula.ts"
import type { ScoreTold } from "./score-view.ts"

interface Props {
  told: ScoreTold
}

function valueWords(text: Text, value: KeyValue | null): string {
  if (value === null) return text.scoreTold.improve.nothing
  return value === "NA" ? text.receipts.notApplicable : formatNumber(value, 2)
}

/** The values of a change: only those that the reader types; of others only who files them. */
function Changes({ told, one }: Props & { one: Improvement }) {
  const text = useText()
  const { improve } = text.scoreTold
  const specs = editionKeys(told.edition)
  const own = one.changes.filter(({ key }) => told.mine.has(key))
  const others = one.changes.flatMap(({ key }) =>
    told.mine.has(key) ? [] : (specs.get(key)?.provider ?? []),
  )
  const names = [...new Set(others)].map((provider) => text.site.providers[provider])
  const words = own.map(({ key, from, to }) =>
    improve.change(specs.get(key)?.title[text.language] ?? key, valueWords(text, from), valueWords(text, to)),
  )
  return (
    <p class="sub-line">
      {words.length > 0 && (
        <>
          {improve.example}
          {text.site.colon}
          {words.join(text.site.listComma)}
        </>
      )}
      {words.length > 0 && names.length > 0 && " · "}
      {names.length > 0 && improve.providedBy(names.join(text.site.listComma))}
    </p>
  )
}

function Step({ told, one }: Props & { one: Improvement }) {
  const text = useText()
  const { improve } = text.scoreTold
  const indicator = told.edition.indicators.find(({ code }) => code === one.indicator)
  if (!indicator) return null
  const name = indicator.title[text.language]
  const measured = (measure: number | null) => (measure === null ? improve.nothing : formatNumber(measure))
  const unitOf = (alternative: number | null) =>
    figureWords(formulaReader(told.edition, text), indicator, alternative)
  const unit = unitOf(one.after.alternative)
  // Where another way of counting is the better one afterwards, each figure has its own unit.
  const unitBefore = unitOf(one.before.alternative)
  const other = one.before.measure !== null && unitBefore !== unit
  return (
    <li>
      <strong>
        {one.missing ? (told.locked ? improve.missingNext : improve.missing)(name) : improve.better(name)}
      </strong>
      {one.after.measure !== null && !told.unseen.has(one.indicator) && (
        <>
          {text.site.colon}
          {improve.measure(
            other ? `${measured(one.before.measure)} ${unitBefore}` : measured(one.before.measure),
            measured(one.after.measure),
            unit,
          )}
        </>
      )}
      {" · "}
      {improve.points(formatScore(one.before.points ?? 0, 2), formatScore(one.after.points ?? 0, 2))}
      <Changes told={told} one={one} />
    </li>
  )
}

function Way({ told, way, number }: Props & { way: WayUp; number: number }) {
  const text = useText()
  const { improve } = text.scoreTold
  return (
    <li class="card way-up">
      <h3>{improve.way(number)}</h3>
      <ul>
        {way.improvements.map((one) => (
          <Step told={told} one={one} />
        ))}
      </ul>
      <p>{improve.result(formatScore(way.score.final, 2), bandWords(text, told.edition, way.score.band))}</p>
    </li>
  )
}

/** Whether something besides points bars the band, whatever is raised. */
function isBarred({ bar, ways }: Improving): boolean {
  const others = bar.others.some((one) => typeof one !== "string" || !one.startsWith("score:"))
  return ways.length === 0 && (others || bar.vetoes.length > 0 || bar.gates.length > 0)
}

/** What the next band wants besides what stands, one sentence each. */
function Wanted({ told, bar }: Props & { bar: BandBar }) {
  const text = useText()
  const { improve } = text.scoreTold
  const { edition } = told
  const reader = formulaReader(edition, text)
  const band = bandWords(text, edition, bar.band)
  const titles = (items: readonly { code: string; title: Bilingual }[], codes: readonly string[]) =>
    codes
      .map((code) => items.find((item) => item.code === code)?.title[text.language] ?? code)
      .join(text.site.listComma)
  const others = bar.others.map((one) => requirementWords(reader, one)).join(text.site.listComma)
  return (
    <>
      <p>{bar.short > 0 ? improve.target(band, formatNumber(bar.short, 2)) : improve.targetReached(band)}</p>
      {bar.gates.length > 0 && <p>{improve.first(titles(edition.gates, bar.gates))}</p>}
      {bar.vetoes.length > 0 && <p>{improve.vetoes(titles(edition.vetoes, bar.vetoes))}</p>}
      {others !== "" && <p>{improve.others(others)}</p>}
    </>
  )
}

function Ways({ told, improving }: Props & { improving: Improving }) {
  const { improve } = useText().scoreTold
  const { ways, most } = improving
  const indicators = told.waterfall.dimensions.flatMap((one) => one.indicators)
  const missing = indicators.filter(({ state }) => state === "missing").length
  if (improving.gatesOnly)
    return (
      <>
        <Wanted told={told} bar={improving.bar} />
        <p>{improve.gatesOnly}</p>
      </>
    )
  const barred = isBarred(improving)
  const none = barred ? improve.barred : improve.none(formatNumber(most, 1))
  return (
    <>
      <Wanted told={told} bar={improving.bar} />
      {missing > 0 && <p>{(told.locked ? improve.missingLocked : improve.missingFirst)(missing)}</p>}
      <p>{ways.length > 0 ? (told.locked ? improve.leadLocked : improve.lead)(ways.length) : none}</p>
      {ways.length > 0 && (
        <ol class="ways-up">
          {ways.map((way, at) => (
            <Way told={told} way={way} number={at + 1} />
          ))}
        </ol>
      )}
      {!barred && <p class="hint">{improve.note}</p>}
    </>
  )
}

/** 怎样提高: what the next band wants, and the smallest ways to it. */
export function ImproveSection({ told }: Props) {
  const { improve } = useText().scoreTold
  return (
    <section class="section" aria-labelledby="improve">
      <h2 id="improve">{improve.title}</h2>
      {told.improving === null ? <p>{improve.best}</p> : <Ways told={told} improving={told.improving} />}
    </section>
  )
}
