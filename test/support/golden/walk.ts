import type { RequestMark } from "../../../worker/data/scope.ts"
import type { Actor } from "../../../worker/domain/actor.ts"
import type { UseCaseContext } from "../../../worker/usecases/context.ts"
import type { FrontDoor } from "../front-door.ts"
import { BrokenGuards } from "./broken-guards.ts"
import { type ActAnswers, type Asked, Replay } from "./replay.ts"

interface Pattern {
  route: string
  method: string
  pattern: RegExp
  names: string[]
}

/** The addresses of an application, so that a request can be told its own. */
function patternsOf(app: FrontDoor["app"]): Pattern[] {
  const named = app.routes.filter(({ method }) => method !== "ALL").map((r) => `${r.method} ${r.path}`)
  return [...new Set(named)].map((route) => {
    const [method = "", path = ""] = route.split(" ")
    return {
      route,
      method,
      names: [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name),
      pattern: new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`),
    }
  })
}

async function read(request: Request, patterns: readonly Pattern[]): Promise<Asked> {
  const { method, url } = request
  const { pathname } = new URL(url)
  const [best] = patterns
    .filter((one) => one.method === method && one.pattern.test(pathname))
    .toSorted((a, b) => a.names.length - b.names.length)
  const values = best?.pattern.exec(pathname)?.slice(1) ?? []
  return {
    route: best?.route ?? `${method} ${pathname}`,
    parameters: Object.fromEntries(
      (best?.names ?? []).map((name, at) => [name, decodeURIComponent(values[at] ?? "")]),
    ),
    url,
    method,
    headers: [...request.headers],
    body: method === "GET" ? null : await request.arrayBuffer(),
  }
}

/** Who acts, as the table names people; null for a visitor. */
function nameOf(actor: Actor): string | null {
  if (actor.kind !== "member") return null
  const { level, organisation, role, key } = actor
  return `${key ? "key of " : ""}${level ?? organisation.kind} ${role}`
}

/** The kind or level of whoever acts, without the role. */
const kindOf = (name: string | null) => name?.replace(/ \w+$/, "")

/** What everybody is answered at every address where something is written, found while acts are performed at a door. */
export interface GoldenWalk {
  tables: readonly ActAnswers[]
  /** What each write made sure of, and which rivals were not refused. */
  guards: BrokenGuards
  /** How many requests were sent again. */
  asked(): number
  stop(): void
}

/**
 * Stands in the way of everything that the door is asked from now on. When a request is about to write and nothing is
 * written yet, it is tried by all others and in all states first, on copies.
 */
export async function walkAt(door: FrontDoor): Promise<GoldenWalk> {
  const replay = await Replay.at(door)
  const patterns = patternsOf(door.app)
  const tables: ActAnswers[] = []
  const { fetch, services } = door
  let current: Asked | null = null
  const beforeWrite = async (actor: Actor) => {
    const asked = current
    const by = nameOf(actor)
    if (!asked) return
    // One table for each kind and level that does it. A try that is counted and refused makes none.
    const place = tables.findIndex(
      ({ route, by: other }) => route === asked.route && kindOf(other) === kindOf(by),
    )
    if (place >= 0 && tables[place]?.answers[0]?.answer === "done") return
    const found = await replay.answers(asked, by)
    if (place >= 0) tables[place] = found
    else tables.push(found)
  }
  door.fetch = async (request) => {
    current = await read(request.clone(), patterns)
    return fetch(request)
  }
  const guards = new BrokenGuards(door.cell.url)
  const watched = <A extends Actor>(ctx: UseCaseContext<A>, mark?: RequestMark): UseCaseContext<A> => ({
    ...ctx,
    async write(command, change) {
      await beforeWrite(ctx.actor)
      await guards.of({ actor: ctx.actor, mark, command: { ...command, at: ctx.now() }, change })
      return ctx.write(command, change)
    },
  })
  door.services = (request, env, background) => {
    const opened = services(request, env, background)
    if (!opened) return null
    return {
      ...opened,
      contextFor: (actor, mark, lead) => watched(opened.contextFor(actor, mark, lead), mark),
    }
  }
  const { contextFor } = door.cell
  door.cell.contextFor = (actor) => {
    // What the platform does by itself is asked by nobody.
    current = null
    return watched(contextFor(actor))
  }
  return {
    tables,
    guards,
    asked: () => replay.asked,
    stop() {
      replay.stop()
      guards.close()
    },
  }
}
