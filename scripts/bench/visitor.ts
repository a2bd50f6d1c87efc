import { randomUUID } from "node:crypto"
import { paths } from "../../web/paths.ts"
import type { RunningApp } from "../start/app.ts"
import { unusedCode } from "../start/demonstration-code.ts"
import { formsOf, type PageForm } from "./forms.ts"
import type { RequestCosts } from "./request-costs.ts"

export interface Answered {
  status: number
  /** Where a redirect leads, or null. */
  location: string | null
  html: string
  etag: string | null
  /** Seconds after which trying again makes sense, as the answer says. */
  retryAfter: string | null
  /** Round trips to the database that this one request cost. */
  roundTrips: number
}

/** What a program asks for: JSON, or a file as it is. */
export interface Asked {
  path: string
  body?: unknown
  file?: { type: string; content: string | Uint8Array<ArrayBuffer> }
  headers?: Record<string, string>
}

/** What is told of each request and its answer, in their order; the next request waits for it. */
export type Watch = (asked: { url: URL; init: RequestInit }, answer: Response, body: string) => Promise<void>

/** Somebody who asks for pages and sends forms one after the other, signed in or not, without a browser. */
export class Visitor {
  readonly #app: Pick<RunningApp, "url" | "requests">
  readonly #costs: RequestCosts | undefined
  readonly #watch: Watch | undefined
  readonly #cookies = new Map<string, string>()

  constructor(app: Pick<RunningApp, "url" | "requests">, costs?: RequestCosts, watch?: Watch) {
    this.#app = app
    this.#costs = costs
    this.#watch = watch
  }

  async #ask(path: string, init: RequestInit): Promise<Answered> {
    const before = this.#app.requests()
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const url = new URL(path, this.#app.url)
    const headers = { ...init.headers, cookie, origin: this.#app.url, accept: "text/html" }
    const asked = { ...init, redirect: "manual", headers } as const
    const answer = await fetch(url, asked)
    const html = await answer.text()
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s)
      this.#cookies.set(name, value)
    }
    const etag = answer.headers.get("etag")
    const roundTrips =
      (await this.#costs?.of(answer.headers.get("x-request-id") ?? "")) ?? this.#app.requests() - before
    await this.#watch?.({ url, init: asked }, answer, html)
    const [location, retryAfter] = [answer.headers.get("location"), answer.headers.get("retry-after")]
    return { status: answer.status, location, html, etag, retryAfter, roundTrips }
  }

  get(path: string): Promise<Answered> {
    return this.#ask(path, {})
  }

  /** Sends a file as the page's own form would, with the form's other fields. */
  upload(action: string, file: File, fields: readonly [string, string][] = []): Promise<Answered> {
    const body = new FormData()
    for (const [name, value] of fields) body.set(name, value)
    body.set(action.startsWith("/evidence/") ? "files" : "file", file)
    return this.#ask(action, { method: "POST", body })
  }

  post(action: string, fields: [string, string][]): Promise<Answered> {
    return this.#ask(action, { method: "POST", body: new URLSearchParams(fields) })
  }

  /** A request with a key; every write has an Idempotency-Key of its own. */
  json(method: string, key: string, { path, body, file, headers = {} }: Asked): Promise<Answered> {
    const writing = { "content-type": file?.type ?? "application/json", "idempotency-key": randomUUID() }
    return this.#ask(path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(method === "GET" ? {} : writing), ...headers },
      body: method === "GET" ? undefined : (file?.content ?? JSON.stringify(body ?? {})),
    })
  }

  /**
   * Signs in, with the code of the demonstration's authenticator where it is asked for; throws when that is refused.
   * Answers what each step was answered.
   */
  async signIn(email: string, password: string): Promise<{ password: Answered; code: Answered | null }> {
    const answer = await this.post("/sign-in", [
      ["email", email],
      ["password", password],
    ])
    if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status}`)
    if (!answer.location?.startsWith(paths.signInCode())) return { password: answer, code: null }
    const typed = await unusedCode(this.#app.url, email)
    const code = await this.post(paths.signInCode(), [["code", typed]])
    if (code.status !== 303) throw new Error(`the code of ${email} was refused: ${code.status}`)
    return { password: answer, code }
  }

  /** The form of a page whose action ends so, as it stands; throws when the page has none. */
  async formOf(page: string, actionEnd: string): Promise<PageForm> {
    const { html, status } = await this.get(page)
    const form = formsOf(html).find(({ action }) => action.endsWith(actionEnd))
    if (!form) throw new Error(`${page} (${status}) has no form ${actionEnd}`)
    return form
  }
}
