import { expect } from "vitest"
import { storeKey } from "../../scripts/bench/stored-key.ts"
import { texts } from "../../web/text/text.ts"
import type { Role } from "../../worker/domain/actor.ts"
import type { Scope } from "../../worker/domain/key-scope.ts"
import { apiDocument } from "../../worker/http/api/document.ts"
import type { FrontDoor } from "./front-door.ts"
import { misfits } from "./json-schema.ts"
import { type Program, programWith } from "./program.ts"

const document = apiDocument(texts.zh)

/** The ids of all operations of the document. */
export const operationIds = Object.values(document.paths).flatMap((methods) =>
  Object.values(methods).map(({ operationId }) => operationId),
)

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

/** The answer of an operation, which has to be what the document says. */
export async function right<T>(operation: string, answer: Promise<Response>, status = 200): Promise<T> {
  const got = await answer
  const body: unknown = await got.json()
  expect(got.status, JSON.stringify(body)).toBe(status)
  const known = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }) => operationId === operation)
  const schema = known?.responses[String(status)]?.content?.["application/json"]?.schema
  expect(schema, operation).toBeDefined()
  if (schema) expect(misfits(document, schema, body), operation).toEqual([])
  return body as T
}
