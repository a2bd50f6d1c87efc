import { z } from "zod"
import { MOST_BYTES, Unreadable } from "./read-archive.ts"

/** What a city publishes of the archives of a programme: `/api/v1/programmes/:programme/archive`. */
const publishedShape = z.object({
  cell: z.string(),
  programme: z.object({ slug: z.string(), title: z.string() }),
  archives: z.array(z.object({ number: z.number(), at: z.string(), hash: z.string(), file: z.string() })),
  kept: z.object({ hash: z.string(), archivedAt: z.string() }).nullable(),
})
export type Published = z.infer<typeof publishedShape>

/** The most that a list of hashes is long, in bytes. */
const MOST_LIST = 1024 * 1024

/** The address of a programme's page in its parts. Throws Unreadable for what is none. */
export function readAddress(text: string): { origin: string; slug: string } {
  const url = URL.canParse(text) ? new URL(text) : null
  const web = url !== null && ["http:", "https:"].includes(url.protocol)
  const slug = web ? /^(?:\/api\/v1)?\/programmes\/([^/]+)/.exec(url.pathname)?.[1] : undefined
  if (!url || slug === undefined)
    throw new Unreadable(`${text} is no address of a programme: https://…/programmes/<its name>.`)
  return { origin: url.origin, slug: decodeURIComponent(slug) }
}

/** Reads an answer to its end, as far as `most` bytes. */
async function bodyOf(address: string, answer: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength
    if (bytes > most)
      throw new Unreadable(`${address} answers more than ${most} bytes, the most that is read.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * What an address answers. Throws Unreadable with a sentence: nothing within the time, a redirect (another address has
 * to be given by hand: it says what is believed), an error, more than `most` bytes.
 */
export async function fetchBytes(
  address: string,
  options: { seconds: number; most?: number },
): Promise<Uint8Array> {
  const { seconds, most = MOST_BYTES } = options
  try {
    const signal = AbortSignal.timeout(seconds * 1000)
    const answer = await fetch(address, { redirect: "manual", signal })
    if (answer.status >= 300 && answer.status < 400)
      throw new Unreadable(
        `${address} leads on to ${answer.headers.get("location") ?? "nowhere"}: give that address if you believe it.`,
      )
    if (!answer.ok) throw new Unreadable(`${address} answers ${answer.status}: nothing is published there.`)
    return await bodyOf(address, answer, most)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    if (error instanceof Error && error.name === "TimeoutError")
      throw new Unreadable(`${address} did not answer within ${seconds} seconds.`)
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new Unreadable(`${address} cannot be reached: ${cause instanceof Error ? cause.message : cause}.`)
  }
}

/** The hashes that a city publishes of a programme. Throws Unreadable. */
export async function fetchPublished(
  address: string,
  seconds: number,
): Promise<Published & { origin: string }> {
  const { origin, slug } = readAddress(address)
  const list = `${origin}/api/v1/programmes/${encodeURIComponent(slug)}/archive`
  const bytes = await fetchBytes(list, { seconds, most: MOST_LIST })
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    throw new Unreadable(`${list} answers something else than the hashes of a programme.`)
  }
  const found = publishedShape.safeParse(value)
  if (!found.success) throw new Unreadable(`${list} answers something else than the hashes of a programme.`)
  if (found.data.programme.slug !== slug)
    throw new Unreadable(`${list} answers about the programme “${found.data.programme.slug}”.`)
  return { ...found.data, origin }
}
