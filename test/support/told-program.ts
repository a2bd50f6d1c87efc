import { expect } from "vitest"
import { storeKey } from "../../scripts/bench/stored-key.ts"
import type { Role } from "../../worker/domain/actor.ts"
import type { Scope } from "../../worker/domain/key-scope.ts"
import { operationIds } from "./declared-answers.ts"
import type { FrontDoor } from "./front-door.ts"
import { type Program, programWith } from "./program.ts"

/** A program of an organisation's member of this role, with all scopes unless some are named. */
export async function programOf(
  door: FrontDoor,
  organisation: string,
  role: Role,
  scopes?: readonly Scope[],
): Promise<Program> {
  const options = { role, now: door.now, ...(scopes && { scopes }) }
  return programWith(door, (await storeKey(door.cell.client as never, organisation, options)).key)
}

/** The entity tag of what stands at a path now. */
export async function tagOf(program: Program, path: string): Promise<string> {
  return (await program.get(path)).headers.get("etag") ?? ""
}

/** A problem document with the members that tests look at. */
export interface ToldProblem {
  status: number
  code: string
  detail: string
  kind?: string
  path?: { kind: string; name: string; by: string }[]
  revision?: number
  faults?: { rule: string; pointer: string | null; message: string; parameters?: Record<string, unknown> }[]
}

/** What a refused request is told. */
export async function told(answer: Promise<Response>): Promise<ToldProblem> {
  const got = await answer
  expect(got.headers.get("content-type")).toBe("application/problem+json")
  return { ...((await got.json()) as ToldProblem), status: got.status }
}

/** The answer of an operation; that it is what the document says, the front door has seen to. */
export async function right<T>(operation: string, answer: Promise<Response>, status = 200): Promise<T> {
  const got = await answer
  const body: unknown = await got.json()
  expect(operationIds).toContain(operation)
  expect(got.status, JSON.stringify(body)).toBe(status)
  return body as T
}
