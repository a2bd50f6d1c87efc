import { createApp } from "../../../worker/app.ts"
import { statusOf } from "../../../worker/http/errors.tsx"
import type { FrontDoor } from "../front-door.ts"
import { type Copies, type Copy, copiesOf } from "./copies.ts"
import { everybodyKnown, type Known } from "./people.ts"
import { watchRefusals } from "./refusals.ts"
import { type Axis, axes, ofActors } from "./states.ts"

/** A request as it was sent, so that it can be sent again. */
export interface Asked {
  /** `METHOD /path/:parameter`, and the parameters' values. */
  route: string
  parameters: Record<string, string>
  url: string
  method: string
  headers: [string, string][]
  body: ArrayBuffer | null
}

/** Who gets which answer in which state; `null` is the state in which the act was done. */
export interface Answered {
  person: string
  state: string | null
  answer: string
}

/** One act at one address: everybody's answer, and the answers of those who may in every state. */
export interface ActAnswers {
  route: string
  /** Who did it first, in the words of the table; null for somebody without a session. */
  by: string | null
  actions: string
  answers: Answered[]
}

/** Fills `:name` of a statement; a name that the address lacks is null. */
function bound(sql: string, parameters: Record<string, string>): { sql: string; args: string[] } {
  const args: string[] = []
  const filled = sql.replace(/:([a-z]\w+)/gi, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) return "null"
    args.push(value)
    return "?"
  })
  return { sql: filled, args }
}

const fits = ({ of, at }: Axis, { parameters, route }: Asked) =>
  of.some((names) => names.every((name) => parameters[name] !== undefined)) && (at?.test(route) ?? true)

/** Addresses where everybody is at home, and those of programs, whose keys others have no part in. */
const isOwn = (route: string) => /^POST \/(account|sign-in|sign-out)\b/.test(route) || route.includes("/api/")

/** The organisation that a name of the table begins with: of each, one is asked in every state. */
const kindOf = (name: string) => name.split(" ").slice(0, -1).join(" ")

/** Sends a request that is about to succeed again, on copies of the door's database: as everybody, in every state. */
export class Replay {
  asked = 0
  readonly #door: FrontDoor
  readonly #people: readonly Known[]
  readonly #refusals = watchRefusals()
  readonly #app

  private constructor(door: FrontDoor, people: readonly Known[]) {
    this.#door = door
    this.#people = people
    const { services } = door
    this.#app = createApp(services)
  }

  static async at(door: FrontDoor): Promise<Replay> {
    return new Replay(door, await everybodyKnown())
  }

  stop(): void {
    this.#refusals.stop()
  }

  async answers(asked: Asked, by: string | null): Promise<ActAnswers> {
    const copies = await copiesOf(this.#door, this.#people)
    const course = new Course(asked, copies, (...args) => this.#send(asked, ...args))
    try {
      const own = new Headers(asked.headers).get("cookie") ?? ""
      const doer = { name: by === null ? "anybody" : "who did it", cookie: own }
      await course.tell(null, doer, [])
      const may = [doer]
      const others = by === null || isOwn(asked.route) ? [] : this.#people
      for (const one of others) {
        const done = (await course.tell(null, one, [])) === "done"
        if (done && ![by ?? "", ...may.map(({ name }) => name)].some((n) => kindOf(n) === kindOf(one.name)))
          may.push(one)
      }
      for (const axis of axes.filter((one) => fits(one, asked)))
        for (const [state, sql] of Object.entries(axis.states))
          for (const one of may) await course.tell(`${axis.noun} ${state}`, one, sql)
      if (by !== null)
        for (const [state, sql] of Object.entries(ofActors.states))
          await course.tell(`${ofActors.noun} ${state}`, doer, sql)
    } finally {
      await course.end()
      await copies.close()
    }
    return { route: asked.route, by, actions: course.actions, answers: course.answers }
  }

  async #send(asked: Asked, cookie: string, { rows, bindings }: Copy): Promise<Sent> {
    this.asked += 1
    const [last] = await rows("select max(seq) n from audit_events")
    const headers = new Headers(asked.headers)
    if (cookie) headers.set("cookie", cookie)
    else headers.delete("cookie")
    this.#refusals.since()
    const { method, body, url } = asked
    const response = await this.#app.fetch(new Request(url, { method, headers, body }), bindings)
    await response.arrayBuffer()
    const refusal = this.#refusals.since().find(({ code }) => statusOf[code] === response.status)
    const added = await rows("select distinct action from audit_events where seq > ?", [Number(last?.["n"])])
    const actions = added.map((row) => String(row["action"])).join(", ")
    if (response.status < 400) return { answer: actions ? "done" : `nothing (${response.status})`, actions }
    if (!refusal) return { answer: String(response.status), actions }
    const faults = new Set(refusal.faults.map(({ rule }) => rule))
    const rule = refusal.code === "invalid" && faults.size > 0 ? [...faults].join("+") : refusal.rule
    return { answer: rule === refusal.code ? rule : `${refusal.code} ${rule}`, actions }
  }
}

interface Sent {
  answer: string
  /** The events that it left. */
  actions: string
}

/** The answers to one request, each on a database where nothing else has happened. */
class Course {
  readonly answers: Answered[] = []
  actions = ""
  readonly #asked: Asked
  readonly #copies: Copies
  readonly #send: (cookie: string, copy: Copy) => Promise<Sent>
  #copy: Copy | null = null

  constructor(asked: Asked, copies: Copies, send: (cookie: string, copy: Copy) => Promise<Sent>) {
    this.#asked = asked
    this.#copies = copies
    this.#send = send
  }

  /** What somebody is answered in a state; the first answer tells what the act is. */
  async tell(state: string | null, one: { name: string; cookie: string }, sql: readonly string[]) {
    const copy = this.#copy ?? (await this.#copies.fresh())
    for (const statement of sql) {
      const { sql: filled, args } = bound(statement, this.#asked.parameters)
      await copy.rows(filled, args)
    }
    const { answer, actions } = await this.#send(one.cookie, copy)
    if (this.answers.length === 0) this.actions = actions
    const told = actions === "" || actions === this.actions ? answer : `${answer} (${actions})`
    this.answers.push({ state, person: one.name, answer: told })
    this.#copy = copy
    if (actions !== "" || sql.length > 0) await this.end()
    return told
  }

  async end(): Promise<void> {
    await this.#copy?.close()
    this.#copy = null
  }
}
