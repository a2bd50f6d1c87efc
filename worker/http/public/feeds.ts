import type { ReleaseLine } from "../../../web/pages/public/open-data.tsx"
import { paths } from "../../../web/paths.ts"
import type { Text } from "../../../web/text/text.ts"
import { formatPeriod } from "../../../web/ui/format.ts"
import { placesOf } from "../../usecases/public/search-city.ts"
import { chooseRelease, isMissing } from "./query.ts"
import type { PublicReader, PublicState } from "./reader.ts"

/** As many addresses as one sitemap may have, and releases of a feed. */
const MOST_ADDRESSES = 50_000
const MOST_ENTRIES = 50

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

/** What programs that walk the web may look at, and where all addresses stand. */
export const robotsTxt = (site: string) =>
  ["User-agent: *", `Disallow: ${paths.suggestions()}`, `Sitemap: ${site}${paths.sitemap()}`, ""].join("\n")

/** All public pages of the newest quarter. */
export async function sitemapXml(reader: PublicReader, state: PublicState, site: string): Promise<string> {
  const found = [paths.home(), paths.ranking(), paths.compare(), paths.openData(), paths.programmes()]
  const release = chooseRelease(state, "")
  if (!isMissing(release)) {
    const [rows, edition] = [await reader.list(release), await reader.edition(release.editionId)]
    found.push(paths.indicators(), paths.methodology(edition.code))
    for (const { code } of edition.indicators) found.push(paths.indicator(code))
    const districts = new Set(rows.sites.map(([, , district]) => district))
    for (const code of districts) found.push(paths.group("district", code))
    for (const { kind, code } of placesOf(rows))
      if (kind === "street") found.push(paths.group("street", code))
    for (const company of rows.companies) if (company !== null) found.push(paths.group("company", company))
    for (const slug of rows.slugs) found.push(paths.estate(slug))
  }
  for (const { slug } of state.press) found.push(paths.estate(slug))
  const lines = [...new Set(found)].slice(0, MOST_ADDRESSES)
  const urls = lines.map((path) => `<url><loc>${escaped(site + path)}</loc></url>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`
}

/**
 * All versions of all releases, the last published first. Of one that was corrected since, nobody has read its manifest: how
 * many estates it corrected itself stands in its own file.
 */
export function releaseLines({ releases, superseded }: PublicState): ReleaseLine[] {
  const line = (one: Omit<ReleaseLine, "corrected">, corrected: number | null): ReleaseLine => {
    const { period, number, publishedAt, manifestHash } = one
    return { period, number, publishedAt, manifestHash, corrected }
  }
  return [
    ...releases.map((one) => {
      const { corrects } = one.manifest
      return line(one, corrects?.count ?? new Set(corrects?.estates.map(({ slug }) => slug)).size)
    }),
    ...superseded.map((one) => line(one, one.number === 1 ? 0 : null)),
  ].sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
}

/** Releases and corrections as an Atom feed, the newest first; each entry is named by its hash. */
export function releasesAtom(state: PublicState, text: Text, site: string): string {
  const words = text.publicPages.openData
  const all = releaseLines(state)
  const entries = all
    .slice(0, MOST_ENTRIES)
    .map(({ period, number, publishedAt, manifestHash, corrected }) => {
      const title = words.version(formatPeriod(text, period), number)
      const summary = words.corrects(corrected)
      return [
        "<entry>",
        `<title>${escaped(title)}</title>`,
        `<id>urn:sha256:${manifestHash}</id>`,
        `<updated>${publishedAt}</updated>`,
        `<link href="${escaped(`${site}${paths.openData()}#r-${period}-${number}`)}"/>`,
        `<summary>${escaped(summary)}</summary>`,
        "</entry>",
      ].join("")
    })
  const name = escaped(`${text.site.nameIn(text.city)}${text.site.colon}${words.feed}`)
  const self = escaped(`${site}${paths.releasesAtom()}`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<title>${name}</title><id>${self}</id><link rel="self" href="${self}"/>`,
    `<updated>${all[0]?.publishedAt ?? "1970-01-01T00:00:00.000Z"}</updated>`,
    `<author><name>${escaped(text.site.nameIn(text.city))}</name></author>`,
    ...entries,
    "</feed>",
    "",
  ].join("\n")
}
