import { randomUUID } from "node:crypto"
import { scopes as allScopes, type Scope } from "../../worker/domain/key-scope.ts"
import { type FrontDoor, origin } from "./front-door.ts"

/** A program at the front door with a key of its own. It sends no cookie and no Origin. */
export interface Program {
  key: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /**
   * A request below /api/v1, in JSON unless `body` is text or bytes and `headers` names another type; POST carries a new
   * Idempotency-Key unless `headers` has one.
   */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
}

/** Speaks to the API with a key; `null` presents none. */
export function programWith(door: FrontDoor, key: string | null): Program {
  const bearer: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }
  const ask = (path: string, init: RequestInit) =>
    door.fetch(new Request(new URL(`/api/v1${path}`, origin), init))
  return {
    key: key ?? "",
    get: (path, headers = {}) => ask(path, { headers: { ...bearer, ...headers } }),
    send(method, path, body = {}, headers = {}) {
      const own: Record<string, string> = method === "POST" ? { "idempotency-key": randomUUID() } : {}
      return ask(path, {
        method,
        headers: { ...bearer, "content-type": "application/json", ...own, ...headers },
        body: typeof body === "string" || body instanceof Uint8Array ? body.slice() : JSON.stringify(body),
      })
    },
  }
}

/** Makes a key on the page, as a member would; with all scopes that it is offered unless some are named. */
export async function makeKey(door: FrontDoor, account: string, scopes?: readonly Scope[]): Promise<string> {
  const client = await door.as(account)
  const form = await (await client.get("/keys/new")).text()
  const offered = allScopes.filter((scope) => form.includes(`name="scope:${scope}"`))
  const lastDay = new Date(door.now.getTime() + 90 * 86_400_000).toISOString().slice(0, 10)
  const fields: Record<string, string> = { key: randomUUID(), name: "测试程序", last_day: lastDay }
  for (const scope of scopes ?? offered) fields[`scope:${scope}`] = "yes"
  const answer = await client.post("/keys", fields)
  const html = await answer.text()
  const key = /value="(shige_[^"]+)"/.exec(html)?.[1]
  if (!key) throw new Error(`${account} was given no key: ${answer.status}\n${html.slice(0, 2000)}`)
  return key
}

/** A program of a member. */
export async function openProgram(
  door: FrontDoor,
  account: string,
  scopes?: readonly Scope[],
): Promise<Program> {
  return programWith(door, await makeKey(door, account, scopes))
}
