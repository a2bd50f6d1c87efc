import { FIXED_REASON } from "../../../worker/domain/correction/correction.ts"
import type { PublishedRelease, Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { paths } from "../../paths.ts"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"

/** More than these stand in the release's files only, so that a page stays small. */
const REASONS_SHOWN = 20

/**
 * Said where a release is not the first of its period: which it is, what it corrects and why, and where the one before
 * can still be read. `names` are those of the corrected estates, by slug; `own` is the scorecard that the page is about.
 */
export function CorrectionLine(props: {
  release: PublishedRelease
  names: ReadonlyMap<string, string>
  own?: Pick<Scorecard, "slug" | "corrected">
}) {
  const text = useText()
  const { release, names, own } = props
  const { period, number, publishedAt, manifest } = release
  if (number < 2) return null
  const words = text.corrections.public
  const estates = manifest.corrects?.estates ?? []
  const named = manifest.corrects?.count ?? new Set(estates.map(({ slug }) => slug)).size
  const corrected = Math.max(named, estates.length)
  const mine = own?.corrected ?? estates.filter(({ slug }) => slug === own?.slug)
  const told = (reason: string) => (reason === FIXED_REASON ? words.fixed : reason)
  const nameOf = ({ slug, quarter }: { slug: string; quarter?: string }) => {
    const name = names.get(slug) ?? slug
    return quarter ? words.inQuarter(name, formatPeriod(text, quarter)) : name
  }
  return (
    <Notice spaced>
      <p>{words.line(number, formatDay(text, publishedAt), named)}</p>
      {mine.map(({ reason, quarter }) => (
        <p>{words.own(told(reason), quarter ? formatPeriod(text, quarter) : "")}</p>
      ))}
      <p>
        {words.before}
        {text.site.colon}
        <a href={paths.apiReleaseNumber(period, number - 1)}>JSON</a>
        {" · "}
        <a href={paths.apiReleaseNumber(period, number - 1, ".csv")}>CSV</a>
      </p>
      {own === undefined && estates.length > 0 && (
        <details>
          <summary>{words.why}</summary>
          <ul>
            {estates.slice(0, REASONS_SHOWN).map((one) => (
              <li>{words.one(nameOf(one), told(one.reason))}</li>
            ))}
            {corrected > REASONS_SHOWN && <li>{words.more(corrected - REASONS_SHOWN)}</li>}
          </ul>
        </details>
      )}
    </Notice>
  )
}
