import { expect } from "vitest"
import type { ZodType } from "zod"
import { texts } from "../../web/text/text.ts"
import { apiDocument } from "../../worker/http/api/document.ts"
import { apiRoutes } from "../../worker/http/api/v1.ts"
import { misfits } from "./json-schema.ts"

interface Declared {
  method: string
  pattern: RegExp
  answers: Record<string, ZodType>
}

/** Every route of the API with the schemas of its answers, from the routes themselves. */
const declared: Declared[] = apiRoutes.openAPIRegistry.definitions.flatMap((definition) => {
  if (definition.type !== "route") return []
  const { method, path, responses } = definition.route
  const answers: Record<string, ZodType> = {}
  for (const [status, response] of Object.entries(responses)) {
    const content = "content" in response ? response.content?.["application/json"] : undefined
    const schema = content && "schema" in content ? content.schema : undefined
    if (schema && "safeParse" in schema) answers[status] = schema as ZodType
  }
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`)
  return [{ method: method.toUpperCase(), pattern, answers }]
})

const document = apiDocument(texts.zh)

/** The schema that the OpenAPI document tells for an answer. */
function toldSchema(method: string, path: string, status: string) {
  const told = Object.entries(document.paths).find(([pattern, methods]) => {
    return (
      methods[method.toLowerCase()] &&
      new RegExp(`^${pattern.replace(/\{\w+\}/g, "[^/]+")}$`).test(`/api/v1${path}`)
    )
  })
  return told?.[1][method.toLowerCase()]?.responses[status]?.content?.["application/json"]?.schema
}

/** A real answer has to be what its route declares, and nothing more. */
export function expectDeclared(method: string, path: string, status: number, body: unknown): void {
  const bare = path.split("?")[0] ?? ""
  const route = declared.find((one) => one.method === method && one.pattern.test(bare))
  expect(route, `${method} ${bare} is in no document`).toBeDefined()
  if (status >= 400) return
  const schema = route?.answers[String(status)]
  expect(schema, `${method} ${bare} declares no ${status}`).toBeDefined()
  const told = toldSchema(method, bare, String(status))
  expect(told ? misfits(document, told, body) : ["no schema"], `${method} ${bare} in the document`).toEqual(
    [],
  )
  const read = schema?.safeParse(body)
  expect(read?.error?.issues ?? [], `${method} ${bare} ${status}`).toEqual([])
  // Objects drop what they do not know: what is left must be all.
  expect(read?.data, `${method} ${bare} ${status}`).toEqual(body)
}
