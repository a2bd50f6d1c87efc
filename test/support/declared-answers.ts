import type { Watch } from "../../scripts/bench/visitor.ts"
import type { ApiSchema } from "../../web/pages/programs/api-document.ts"
import { textOf } from "../../web/text/text.ts"
import { isApi } from "../../worker/http/api/api-path.ts"
import { document, misfits } from "./json-schema.ts"

/** What a request was answered, as far as the document tells of it. `body` is null where nobody reads one (HEAD). */
export interface GivenAnswer {
  method: string
  /** Path of the request, without its query. */
  path: string
  status: number
  contentType: string | null
  body: string | null
}

const literal = (path: string) => path.replace(/\{\w+\}/g, "").length

/** Operations of the document; of two that fit an address the more particular one comes first. */
const operations = Object.entries(document.paths)
  .sort(([one], [other]) => literal(other) - literal(one))
  .flatMap(([path, methods]) => {
    const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`)
    return Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern,
      operation,
    }))
  })

/** Ids of all operations of the document. */
export const operationIds = operations.map(({ operation }) => operation.operationId)

/** The operation of the document at an address; HEAD is the GET of the same address. */
export function operationAt(method: string, path: string) {
  const asked = method === "HEAD" ? "GET" : method
  return operations.find((one) => one.method === asked && one.pattern.test(path))?.operation ?? null
}

type Responses = Record<string, { content?: Record<string, { schema: ApiSchema }> }>

const problem = "application/problem+json"
const knownCodes = Object.keys(textOf("zh", null).programs.problems)
const bare = (contentType: string | null) => contentType?.split(";")[0]?.trim() ?? null

function parsed(body: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(body) }
  } catch {
    return null
  }
}

/** How an answer differs from what the document declares for its operation; empty when it is what was declared. */
export function differences({ method, path, status, contentType, body }: GivenAnswer): string[] {
  const operation = operationAt(method, path)
  // No operation: nothing but a refusal may be answered, and nothing is declared about its code.
  const declared: Responses = operation?.responses ?? { default: { content: { [problem]: { schema: {} } } } }
  const codes: readonly string[] = operation?.["x-problems"] ?? knownCodes
  const type = bare(contentType)
  const answer = declared[String(status)] ?? (status >= 400 ? declared["default"] : undefined)
  if (!answer) return [`status ${status} is not declared`]
  const content = answer.content ?? {}
  const told = type === null ? undefined : content[type]
  if (Object.keys(content).length === 0) return body ? ["a body is not declared"] : []
  if (!told) return [`content type ${type} is not declared for ${status}`]
  if (body === null || !type?.endsWith("json")) return []
  const json = parsed(body)
  if (!json) return ["the body is no JSON"]
  const schema = type === problem ? { $ref: "#/components/schemas/Problem" } : told.schema
  const wrong = misfits(schema, json.value)
  if (type !== problem) return wrong
  const { code, status: written } = json.value as { code?: string; status?: number }
  return [
    ...wrong,
    ...(codes.includes(code ?? "") ? [] : [`code ${code} is not declared`]),
    ...(written === status ? [] : [`the problem says ${written}`]),
  ]
}

const answered = new Set<string>()

/** Operations that this process saw succeed. */
export const answeredOperations = (): readonly string[] => [...answered]

/** Throws when an answer of the API is not what the document declares, and nothing more. */
export function expectDeclared(given: GivenAnswer): void {
  if (!isApi(given.path) || given.path.endsWith("/openapi.json")) return
  const wrong = differences(given)
  const { method, path, status, body } = given
  if (wrong.length > 0)
    throw new Error(
      [
        `${method} ${path} answered ${status}, against its document:`,
        ...wrong.slice(0, 10),
        body?.slice(0, 600),
      ].join("\n  "),
    )
  const operation = operationAt(method, path)
  if (operation && status < 300 && method !== "HEAD") answered.add(operation.operationId)
}

const jsonOf = (answer: Response) => /json/.test(answer.headers.get("content-type") ?? "")

/** Lets an answer through that is what the document declares; whatever is no answer of the API passes unseen. */
export async function declaredAnswer(method: string, url: URL, answer: Response): Promise<Response> {
  if (!isApi(url.pathname)) return answer
  const packed = answer.headers.has("content-encoding")
  const reads = method !== "HEAD" && jsonOf(answer) && !packed && !answer.bodyUsed
  expectDeclared({
    method,
    path: url.pathname,
    status: answer.status,
    contentType: answer.headers.get("content-type"),
    body: reads ? await answer.clone().text() : null,
  })
  return answer
}

/** The same for a walk through the running application. */
export const declaredWatch: Watch = async ({ url, init }, answer, body) => {
  expectDeclared({
    method: init.method ?? "GET",
    path: url.pathname,
    status: answer.status,
    contentType: answer.headers.get("content-type"),
    body,
  })
}
