import { setTimeout } from "node:timers/promises"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import type { RunningApp } from "../start/app.ts"
import { formsOf } from "./forms.ts"
import { filesOf } from "./page-weight.ts"
import type { RequestCosts } from "./request-costs.ts"
import { type Answered, type Asked, Visitor, type Watch } from "./visitor.ts"

/** What one request of a route cost, warm. */
export interface RouteCost {
  /** As the router has it, for example `POST /filing/:quarter/:slug/draft`. */
  route: string
  who: string
  status: number
  roundTrips: number
  /** Scripts and style sheets that the page loads; none where the answer is no page. */
  files: string[]
}

/**
 * What a route may cost: nothing where everybody reads, two for a page (session with membership, data), three for a
 * write.
 */
export function mostRoundTrips({ route, who }: RouteCost): number {
  if (!route.startsWith("GET ")) return 3
  // It says whether the database answers, so it asks.
  if (route === "GET /readyz") return 1
  return who === "nobody" ? 0 : 2
}

export type Account =
  | "operator"
  | "manager"
  | "editor"
  | "community"
  | "street"
  | "district"
  | "approver"
  | "city"
  | "chair"
  | "secretary"
  | "secretary2"
  | "judge"
  | "judge2"
  | "judge3"

/** Walks routes and keeps what each cost. */
export class Walk {
  readonly costs: RouteCost[] = []
  readonly #app: RunningApp
  readonly #requests: RequestCosts
  readonly #watch: Watch | undefined
  readonly #visitors = new Map<string, Visitor>()

  constructor(app: RunningApp, requests: RequestCosts, watch?: Watch) {
    this.#app = app
    this.#requests = requests
    this.#watch = watch
  }

  /** Address of the application. */
  get site(): string {
    return this.#app.url
  }

  /** Address of the application's database, for what a walk has to find prepared. */
  get database(): string {
    return this.#app.libsqlUrl
  }

  async visitor(who: Account | "nobody"): Promise<Visitor> {
    const known = this.#visitors.get(who)
    if (known) return known
    const visitor = new Visitor(this.#app, this.#requests, this.#watch)
    this.#visitors.set(who, visitor)
    if (who !== "nobody") {
      const { password, code } = await visitor.signIn(`${who}@demo.shige.example`, demonstrationPassword)
      if (who === "editor") this.#keep("POST /sign-in", "nobody", password)
      if (code) this.#keep("POST /sign-in/code", who, code)
    }
    return visitor
  }

  /** Waits until what goes on behind the answers (letters) is over: it would be counted with the next request. */
  async settle(): Promise<void> {
    for (let before = -1; before !== this.#app.requests(); await setTimeout(700))
      before = this.#app.requests()
  }

  /** The path, with its query, of the link in the last letter to somebody; waits until it has come. */
  async linkTo(email: string): Promise<string> {
    await this.settle()
    const letter = this.#app.mailbox.letters.findLast(({ to }) => to.includes(email))
    const { pathname, search } = new URL(/https?:\/\/\S+/.exec(letter?.text ?? "")?.[0] ?? "")
    return pathname + search
  }

  /** Waits until public pages show what was written: their reader looks again after five seconds. */
  async settlePublic(): Promise<void> {
    await this.settle()
    await setTimeout(5_500)
  }

  /** Signs an account in once more, in another browser. */
  async another(who: Account): Promise<void> {
    await new Visitor(this.#app, this.#requests).signIn(`${who}@demo.shige.example`, demonstrationPassword)
  }

  #keep(route: string, who: string, { status, roundTrips, html }: Answered): void {
    this.costs.push({ route, who, status, roundTrips, files: filesOf(html) })
  }

  /** A request of somebody new, who may become somebody else by it. */
  async fresh(route: string, ask: (visitor: Visitor) => Promise<Answered>): Promise<void> {
    this.#keep(route, "nobody", await ask(new Visitor(this.#app, this.#requests)))
  }

  /** A page, asked for twice: the second time counts. */
  async get(route: string, who: Account | "nobody", path: string): Promise<void> {
    const visitor = await this.visitor(who)
    await visitor.get(path)
    this.#keep(`GET ${route}`, who, await visitor.get(path))
  }

  /** A request of a program; a GET is asked twice, and the second time counts. Answers what was answered. */
  async program(route: string, key: string, asked: Asked): Promise<Answered> {
    const [method = ""] = route.split(" ")
    const program = new Visitor(this.#app, this.#requests, this.#watch)
    if (method === "GET") await program.json(method, key, asked)
    const answered = await program.json(method, key, asked)
    this.#keep(route, "key", answered)
    return answered
  }

  /** A file, and the form that its preview holds. */
  async upload(route: string, who: Account, path: string, file: File, then = "/confirmation"): Promise<void> {
    const visitor = await this.visitor(who)
    const preview = await visitor.upload(path, file)
    this.#keep(`POST ${route}`, who, preview)
    const form = formsOf(preview.html).find(({ action }) => action.endsWith(then))
    if (form) this.#keep(`POST ${route}${then}`, who, await visitor.post(form.action, form.fields))
  }

  /** A file that is kept at once, by a form with a key of its own. */
  async attach(
    route: string,
    who: Account,
    path: string,
    file: File,
    fields: [string, string][] = [],
  ): Promise<void> {
    const visitor = await this.visitor(who)
    this.#keep(
      `POST ${route}`,
      who,
      await visitor.upload(path, file, [["key", crypto.randomUUID()], ...fields]),
    )
  }

  /**
   * A form of a page, sent as it stands with `changes` and every box ticked whose name begins with `tick`, to its own
   * action or to another one; answers where it led.
   */
  async post(
    route: string,
    who: Account | "nobody",
    options: { page: string; form: string; action?: string; changes?: [string, string][]; tick?: string },
  ): Promise<string | null> {
    const visitor = await this.visitor(who)
    const { action, fields, boxes } = await visitor.formOf(options.page, options.form)
    const { tick } = options
    const ticked = tick ? boxes.filter(([name]) => name.startsWith(tick)) : []
    const changed = new Map([...fields, ...ticked, ...(options.changes ?? [])])
    const answer = await visitor.post(options.action ?? action, [...changed])
    this.#keep(`POST ${route}`, who, answer)
    return answer.location
  }
}
