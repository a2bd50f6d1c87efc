import type { ApiDocument, ApiOperation, ApiSchema } from "../../../web/pages/programs/api-document.ts"
import { paths } from "../../../web/paths.ts"
import type { Language, Text } from "../../../web/text/text.ts"
import { closeSchemas } from "./closed-schemas.ts"
import { problemsOf } from "./operation-problems.ts"
import { publicRoutes } from "./release-routes.ts"
import { problemSchema } from "./schemas.ts"
import { apiRoutes } from "./v1.ts"

/** Operations whose answer names the version of what they show or have changed, besides those of acts. */
const versioned = [
  "getSubmission",
  "getEstate",
  "getMember",
  "getProgramme",
  "getNomination",
  "getPlace",
  "saveNomination",
]

const header = (name: string) => ({ name, in: "header", required: true, schema: { type: "string" } })

let registered = false

/** What no route itself declares: problems, headers, the key, and the public routes. */
function register(): void {
  if (registered) return
  registered = true
  const { openAPIRegistry: registry } = apiRoutes
  registry.register("Problem", problemSchema)
  registry.registerComponent("parameters", "IdempotencyKey", header("idempotency-key") as never)
  registry.registerComponent("parameters", "IfMatch", header("if-match") as never)
  registry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" })
  for (const route of publicRoutes) registry.registerPath(route)
}

function nameOf(document: ApiDocument, reference: string): ApiSchema {
  return document.components.schemas[reference.split("/").at(-1) ?? ""] ?? {}
}

/** Puts the words of web/text to a schema and all that stands in it. */
function describe(schema: ApiSchema, path: string, fields: Record<string, string>): void {
  const words = fields[path]
  if (words) schema.description = words
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    describe(property, `${path}.${name}`, fields)
  for (const inner of [schema.items, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])])
    if (inner && !inner.$ref) describe(inner, `${path}`, { ...fields, [path]: "" })
}

/** Whether a body may be left out: nothing of it is required. */
function mayBeEmpty(document: ApiDocument, schema: ApiSchema): boolean {
  const whole = schema.$ref ? nameOf(document, schema.$ref) : schema
  return (whole.required ?? []).length === 0
}

function answersOf(operation: ApiOperation, text: Text): void {
  const { statuses } = text.programs.reference
  const limits = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"]
  const behindKey = (operation.security ?? []).length > 0
  const named = operation["x-versioned"] || versioned.includes(operation.operationId)
  delete operation["x-versioned"]
  for (const [status, answer] of Object.entries(operation.responses)) {
    answer.description = statuses[status] ?? status
    const names = [...(behindKey ? limits : []), ...(named ? ["ETag"] : [])]
    if (status === "default" || names.length === 0) continue
    const integer = (name: string) => ({ schema: { type: name === "ETag" ? "string" : "integer" } })
    answer.headers = Object.fromEntries(names.map((name) => [name, integer(name)]))
  }
}

/** Words, problems and headers of one operation. */
function complete(document: ApiDocument, operation: ApiOperation, text: Text): void {
  const { operations, fields } = text.programs.reference
  const { "x-problems": own = [] } = operation
  delete operation["x-problems"]
  const [summary = operation.operationId, description] = operations[operation.operationId] ?? []
  operation.summary = summary
  operation.description = description
  const parameters = operation.parameters ?? []
  const named = parameters.flatMap((one) => ("name" in one ? [one] : []))
  for (const parameter of named) parameter.description = fields[`parameter.${parameter.name}`]
  const body = operation.requestBody
  const schema = body?.content["application/json"]?.schema
  const kind = body && (schema ? "json" : "file")
  if (body && schema) body.required = !mayBeEmpty(document, schema)
  const headers = parameters.flatMap((one) => ("$ref" in one ? [one.$ref] : []))
  operation["x-problems"] = problemsOf({
    operationId: operation.operationId,
    own,
    behindKey: (operation.security ?? []).length > 0,
    body: kind,
    hasQuery: named.some((one) => one.in === "query"),
    paged: named.some((one) => one.name === "cursor"),
    headers: headers.map((reference) => (reference.endsWith("IfMatch") ? "if-match" : "idempotency-key")),
  })
  answersOf(operation, text)
}

function build(text: Text): ApiDocument {
  register()
  const { reference } = text.programs
  const made = apiRoutes.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: `${text.site.name} · ${reference.title}`, version: "1", description: reference.lead },
    servers: [{ url: "/" }],
    externalDocs: { url: paths.reference() },
    tags: Object.entries(reference.tags).map(([name, [title, description]]) => ({
      name,
      description,
      "x-displayName": title,
    })),
  })
  const document = structuredClone(made) as unknown as ApiDocument
  closeSchemas(document)
  for (const [name, schema] of Object.entries(document.components.schemas))
    describe(schema, name, reference.fields)
  for (const parameter of Object.values(document.components.parameters))
    parameter.description = reference.fields[`parameter.${parameter.name}`]
  for (const path of Object.values(document.paths))
    for (const operation of Object.values(path)) complete(document, operation, text)
  return document
}

const documents = new Map<Language, ApiDocument>()

/** The OpenAPI 3.1 document, made of the routes' own schemas; once for each language and isolate. */
export function apiDocument(text: Text): ApiDocument {
  const known = documents.get(text.language)
  if (known) return known
  const made = build(text)
  documents.set(text.language, made)
  return made
}
