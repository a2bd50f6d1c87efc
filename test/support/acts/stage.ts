import { demonstrationPassword } from "../../../schema/seed/demonstration/accounts.ts"
import { formsOf } from "../../../scripts/bench/forms.ts"
import type { SystemActor } from "../../../worker/domain/actor.ts"
import type { UseCaseContext } from "../../../worker/usecases/context.ts"
import { cookiesOf, type FrontDoor, openFrontDoor, tokenOf } from "../front-door.ts"
import { lettersOf } from "../letters.ts"
import { openWalk, type Walk } from "../quarter-forms.ts"

/** Somebody with a browser: keeps its cookies, sends the forms of pages. */
export class Person {
  cookie = ""
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async #keep(answer: Response): Promise<Response> {
    const cookie = cookiesOf(answer)
    if (cookie !== "") this.cookie = cookie
    this.#stage.secrets.add(tokenOf(this.cookie))
    return answer
  }

  get(path: string): Promise<Response> {
    return this.#stage.door.withCookie(this.cookie).get(path)
  }

  /** Asks for something that sets a cookie. */
  async ask(path: string): Promise<Response> {
    return this.#keep(await this.get(path))
  }

  /** Sends a form that is going to be refused. */
  async try(path: string, fields: Record<string, string>): Promise<void> {
    const answer = await this.#stage.door.withCookie(this.cookie).post(path, fields)
    if (answer.status < 400) throw new Error(`${path} was not refused`)
  }

  /** Sends a form; throws when it is refused. */
  async post(path: string, fields: Record<string, string> | [string, string][]): Promise<Response> {
    const answer = await this.#keep(await this.#stage.door.withCookie(this.cookie).post(path, fields))
    if (answer.status < 400) return answer
    const main = /<main[\s\S]*<\/main>/.exec(await answer.text())?.[0] ?? ""
    throw new Error(`${path}: ${answer.status} ${main.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")}`)
  }

  /** Sends the form of a page whose action ends so, with changes. */
  async submit(page: string, form: string, changes: Record<string, string> = {}): Promise<Response> {
    const shown = await this.get(page)
    const found = formsOf(await shown.text()).find(({ action }) => action.endsWith(form))
    if (!found) throw new Error(`${page} (${shown.status}) has no form ${form}`)
    return this.post(found.action, [...new Map([...found.fields, ...Object.entries(changes)])])
  }

  /** Chooses a file on a page, and sends the form of what it answers whose action ends so. */
  async upload(page: string, csv: string, form: string): Promise<Response> {
    const body = new FormData()
    body.set("file", new File([csv], "表.csv"))
    const shown = await this.#stage.door.withCookie(this.cookie).send(page, { method: "POST", body })
    const found = formsOf(await shown.text()).find(({ action }) => action.endsWith(form))
    if (!found) throw new Error(`${page} (${shown.status}) has no form ${form}`)
    return this.post(found.action, found.fields)
  }

  async signIn(email: string, password: string = demonstrationPassword): Promise<void> {
    this.#stage.secrets.add(password)
    await this.post("/sign-in", { email, password })
  }
}

/** Where all acts are performed, one after the other: the demonstration at a front door. */
export interface Stage {
  door: FrontDoor
  walk: Walk
  /** What no event may ever contain: passwords, tokens, keys. */
  secrets: Set<string>
  /** Names of people that the acts made up. */
  names: Set<string>
  visitor(): Person
  /** Somebody of the demonstration, signed in once: `manager`, `city`, … or an e-mail. */
  person(account: string): Promise<Person>
  /** A context as a job of the platform has it. */
  job(name: string): UseCaseContext<SystemActor>
  /** Moves the clock of requests and jobs. */
  moveTo(at: Date): void
  /** The path of the link in the last letter of a kind to a person. */
  link(to: string, template: string): Promise<string>
}

/** One act: what a use case is asked for, and the actions of the events that it leaves. */
export interface Act {
  actions: readonly string[]
  perform(stage: Stage): Promise<unknown>
}

/** Acts by the file of their use case below worker/usecases, without its ending, in the order in which they are performed. */
export type Acts = Record<string, Act>

/** Opens a stage on a front door of its own. */
export async function openStage(): Promise<Stage> {
  // Long ago, so that the audit's retention, which the database checks by its own clock, may have its turn.
  const now = new Date("2024-10-12T02:00:00Z")
  const door = await openFrontDoor({ now, estates: 30, released: 1 })
  const people = new Map<string, Promise<Person>>()
  const stage: Stage = {
    door,
    walk: await openWalk(door),
    secrets: new Set([demonstrationPassword]),
    names: new Set(),
    visitor: () => new Person(stage),
    person(account) {
      const email = account.includes("@") ? account : `${account}@demo.shige.example`
      const enter = async () => {
        const one = new Person(stage)
        one.cookie = (await door.as(email)).cookie
        stage.secrets.add(tokenOf(one.cookie))
        return one
      }
      const known = people.get(email) ?? enter()
      people.set(email, known)
      return known
    },
    job: (name) => door.cell.contextFor({ kind: "system", job: name }),
    moveTo(at) {
      door.now = at
      door.cell.now = at
    },
    async link(to, template) {
      const letter = (await lettersOf(door)).findLast((one) => one.to === to && one.template === template)
      const { pathname, search, searchParams } = new URL(letter?.parameters.link ?? "")
      stage.secrets.add(pathname.split("/").at(-1) ?? "").add(searchParams.get("proof") ?? "")
      return pathname + search
    },
  }
  return stage
}
