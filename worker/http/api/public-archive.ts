import { paths } from "../../../web/paths.ts"
import type { Answer, PageRequest } from "../public/serve.ts"
import { answer, jsonStream, missing } from "./answer.ts"

/**
 * `/api/v1/programmes/:programme/archive`: the public archives of a decided programme with their hashes, for anybody;
 * `kept` is the hash of one that its organiser keeps, of a programme archived before archives were public.
 */
export function archiveHashes({ state, text }: PageRequest, cell: string, slug: string): Answer {
  const programme = state.programmes.find((known) => known.slug === slug)
  if (!programme) throw missing(`No programme “${slug.slice(0, 60)}” has opened here.`)
  const { archives, archivedAt, archiveHash, rules, organiser } = programme
  const kept = archives.length === 0 && archiveHash !== null ? { hash: archiveHash, archivedAt } : null
  if (archives.length === 0 && kept === null)
    throw missing("The programme is not decided. A decided one has its archive within minutes.")
  return answer({
    disclaimer: text.site.disclaimer,
    cell,
    programme: { slug, title: rules.title, organiser },
    archives: archives.map((one) => ({ ...one, file: paths.publicArchive(slug, one.number) })),
    kept,
  })
}

/** The file of a public archive, the newest one or another by its number, as it was published; null when there is none. */
export function archiveFile({ reader, state }: PageRequest, slug: string, asked?: string): Answer | null {
  const { archives = [] } = state.programmes.find((known) => known.slug === slug) ?? {}
  const found =
    asked === undefined ? archives.at(-1) : archives.find(({ number }) => String(number) === asked)
  if (!found) return null
  const file = `${slug.replaceAll(/[^\w-]/g, "_")}-${found.number}.json`
  const streamed = jsonStream(reader.programmeArchive(slug, found.hash))
  return {
    ...streamed,
    headers: { ...streamed.headers, "content-disposition": `attachment; filename="${file}"` },
  }
}
