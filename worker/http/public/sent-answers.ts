import { type Memory, sizeOf } from "../../domain/memory.ts"
import { logRequest } from "../middleware/request-log.ts"
import { hasTooManyHeaders } from "../middleware/request-shape.ts"
import { packedAnswer, takes } from "../packing.ts"
import type { PageCache } from "./page-cache.ts"
import type { SentPage } from "./sent-page.ts"

/** Everything but the body and the request's own id, as it left the application. */
interface SentAnswer extends SentPage {
  /** What the application was bound to when it answered. */
  bindings: unknown
  /** What the log says of it besides; null where requests are not logged. */
  logged: { cell: string; route: string | null } | null
  headers: Record<string, string>
}

const ownId = "x-request-id"
const ofNobody = { method: "GET", status: 200, ms: 0, roundTrips: 0, actor: null } as const
let applications = 0

/**
 * Answers of public pages as they left the application, sent again before anything of a request is opened: half of what a
 * warm page costs otherwise. Only for readers whose answer nothing but the address decides: GET without cookies and
 * conditions, gzip taken. An answer is gone with its page, with the next version of what is public, and when the state is
 * to be looked at again, which the long way does.
 */
export class SentAnswers {
  readonly #pages: PageCache
  readonly #memory: Memory
  readonly #prefix = `sent ${applications++}\n`

  constructor(pages: PageCache, memory: Memory) {
    this.#pages = pages
    this.#memory = memory
  }

  /** The answer once more, with an id of its own; null when the request has to go the long way. */
  find(request: Request, bindings: unknown): Response | null {
    const sent = this.#memory.get<SentAnswer>(this.#prefix + request.url)
    if (!sent || sent.bindings !== bindings || sent.freshVersion() !== sent.version) return null
    if (!isPlain(request)) return null
    const page = this.#pages.get(sent.key)
    if (!page) return null
    const requestId = crypto.randomUUID()
    if (sent.logged) logRequest({ ...sent.logged, requestId, ...ofNobody })
    return packedAnswer(page.body, { status: 200, headers: { ...sent.headers, [ownId]: requestId } })
  }

  /** Keeps the answer in which a kept page was sent, unless it was one for this reader alone. */
  keep(request: Request, sent: SentPage & Pick<SentAnswer, "bindings" | "logged">, answer: Response): void {
    if (!isPlain(request)) return
    const headers = Object.fromEntries(answer.headers)
    this.#memory.put(this.#prefix + request.url, { ...sent, headers }, sizeOf(headers) + 2 * sent.key.length)
  }
}

/** Whether nothing but the address decides what this reader gets. */
function isPlain({ method, headers, body }: Request): boolean {
  return (
    method === "GET" &&
    body === null &&
    !headers.has("cookie") &&
    !headers.has("if-none-match") &&
    takes("gzip", headers.get("accept-encoding") ?? undefined) &&
    !hasTooManyHeaders(headers)
  )
}
