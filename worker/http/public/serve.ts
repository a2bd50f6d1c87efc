import type { Context, Env } from "hono"
import { type Language, languageTag, type Text, textOf } from "../../../web/text/text.ts"
import { cutText } from "../../domain/cut-text.ts"
import { KEPT_TOGETHER, Memory } from "../../domain/memory.ts"
import type { ReleaseColumns } from "../../domain/release/columns.ts"
import type { SearchIndex, Spelling } from "../../domain/search/search-index.ts"
import type { Gzip } from "../../gateways/gzip.ts"
import { columnsOf } from "../../usecases/public/release-columns.ts"
import type { Files } from "../../usecases/public/release-files.ts"
import { searchIndexOf } from "../../usecases/public/search-city.ts"
import { isApi } from "../api/api-path.ts"
import { withSwitch } from "../middleware/language.ts"
import { takes } from "../packing.ts"
import { etagOf, finishPage, isKnown, PageCache, packPage, sendPage, sendStream } from "./page-cache.ts"
import type { OpenDataReader, PublicState } from "./reader.ts"
import type { SentPage } from "./sent-page.ts"
import { wholeIfSmall } from "./stream.ts"

/** What the public pages need from the application. */
export interface PublicDependencies<E extends Env> {
  /** Bound to the cell of the request. */
  reader: (c: Context<E>) => OpenDataReader
  /** Name of the cell: pages of two cells never share a cache entry. */
  cell?: (c: Context<E>) => string
  /** What the cell's city is called. */
  city?: (c: Context<E>) => string | null
  /** Origin that links of files lead to. */
  site?: (c: Context<E>) => string
  language?: (c: Context<E>) => Language
  /** Whether nobody reads the body of the answer. */
  headOnly?: (c: Context<E>) => boolean
  /** Told of what failed of an answer that was being sent. */
  failed?: (c: Context<E>, error: unknown) => void
  gzip: (c: Context<E>) => Gzip
  /** How names are spelt and simplified, for search. */
  spelling: (c: Context<E>) => Spelling
  /** Where finished pages are kept: the isolate's own for the application. */
  memory?: Memory
  /** Told of a page that is kept when it is sent at the address that it would be given itself. */
  sent?: (c: Context<E>, page: SentPage) => void
}

export interface PageRequest {
  reader: OpenDataReader
  state: PublicState
  text: Text
  /** Origin of the site, for addresses in files; empty where nobody has said. */
  site: string
  /** What search looks through, of the newest quarter and the press; made once for a release. */
  searchIndex(): Promise<SearchIndex>
  /** Columns of a release's scorecards, for pages about all of its estates; of a large release those of one indicator. */
  columns(release: Files, code: string): Promise<ReleaseColumns>
  /** Cleaned query values; every one that a page knows is present, empty when it was not given. */
  query: Record<string, string>
}

export interface Answer {
  /** Parts are sent as they are made, unless all of them are small: then the answer is kept like any other. */
  content: string | Uint8Array<ArrayBuffer> | AsyncIterator<string>
  contentType: string
  /** Only answers with 200 are kept. */
  status?: 200 | 302 | 404
  /** Where a 302 leads. */
  location?: string
  /** False for what hardly anybody asks for twice: searches. */
  keep?: boolean
  headers?: Record<string, string>
}

const longestValue = 400

const isWhole = (content: Answer["content"]): content is string | Uint8Array<ArrayBuffer> =>
  typeof content === "string" || content instanceof Uint8Array

/** The query that was asked with, of the values that the page knows. */
function askedWith(query: Record<string, string>): string {
  const given = Object.entries(query).filter(([, value]) => value !== "")
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`
}

/**
 * Makes the function that serves all public answers of one application: from the cache when this page was finished
 * for this version, cell and language before, otherwise built, kept and sent. `params` are the query values that the
 * page knows; all others are ignored, so they neither change the answer nor fill the cache. `variant` is what else
 * the answer depends on.
 */
export function createServe<E extends Env>(deps: PublicDependencies<E>) {
  const memory = deps.memory ?? new Memory(KEPT_TOGETHER)
  const cache = new PageCache(memory)
  return async (
    c: Context<E>,
    params: readonly string[],
    build: (request: PageRequest) => Promise<Answer>,
    variant = "",
  ): Promise<Response> => {
    const reader = deps.reader(c)
    const state = await reader.state()
    const language = deps.language?.(c) ?? "zh"
    const query: Record<string, string> = {}
    let key = `${deps.cell?.(c) ?? ""}\n${state.version}\n${language}\n${c.req.path}\n${variant}`
    for (const param of params) {
      const value = cutText(c.req.query(param) ?? "", longestValue)
      query[param] = value
      key += `\n${value}`
    }
    const asked = {
      ifNoneMatch: c.req.header("if-none-match"),
      headOnly: deps.headOnly?.(c) ?? false,
      takesGzip: takes("gzip", c.req.header("accept-encoding")),
    }
    const gzip = deps.gzip(c)
    const kept = cache.get(key)
    if (kept) {
      // At an address with more in it than the page knows, anybody could fill the memory.
      if (new URL(c.req.url).search === askedWith(query))
        deps.sent?.(c, { key, version: state.version, freshVersion: reader.freshVersion })
      return sendPage(kept, asked, gzip)
    }
    const text = withSwitch(textOf(language, deps.city?.(c) ?? null), askedWith(query))
    const searchIndex = () => searchIndexOf({ reader, state, spelling: deps.spelling(c), memory })
    const site = deps.site?.(c) ?? ""
    const columns = (release: Files, code: string) => columnsOf({ reader, memory }, release, code)
    const answer = await build({ reader, state, text, site, query, searchIndex, columns })
    const { contentType, status = 200, keep = true, headers = {} } = answer
    if (status === 302) return c.redirect(answer.location ?? "/", 302)
    const allHeaders = {
      "content-type": contentType,
      "content-language": languageTag(language),
      // The reader's choice of a language stands in a cookie; the API knows none.
      vary: isApi(c.req.path) ? "Accept-Encoding" : "Accept-Encoding, Cookie",
      ...headers,
    }
    let made = answer.content
    // What is made in parts is named by its key: whoever has it, or wants its head alone, has nothing made.
    const etag = isWhole(made) ? null : await etagOf(key)
    if (!isWhole(made) && !asked.headOnly && !isKnown(asked.ifNoneMatch, etag ?? ""))
      made = await wholeIfSmall(made)
    if (!isWhole(made))
      return sendStream(made, { etag: etag ?? "", headers: allHeaders }, asked, (error) =>
        deps.failed?.(c, error),
      )
    const page = await finishPage(made, status, allHeaders, etag)
    if (status !== 200 || !keep) return sendPage(page, asked, gzip)
    const packed = packPage(page, gzip)
    cache.put(key, packed)
    // Who takes no gzip gets it as it was made, without unpacking it again.
    return sendPage(asked.takesGzip ? packed : page, asked, gzip)
  }
}

export type Serve<E extends Env> = ReturnType<typeof createServe<E>>
