import type { ProblemCode } from "../../text/zh/problems.ts"

/** A JSON Schema as far as our document uses it. */
export interface ApiSchema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, ApiSchema>
  required?: string[]
  items?: ApiSchema
  additionalProperties?: boolean | ApiSchema
  anyOf?: ApiSchema[]
  allOf?: ApiSchema[]
  enum?: (string | boolean | null)[]
  const?: unknown
  example?: unknown
  description?: string
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  default?: unknown
}

export interface ApiParameter {
  name: string
  in: "path" | "query" | "header"
  required?: boolean
  schema: ApiSchema
  description?: string
}

type Content = Record<string, { schema: ApiSchema }>

export interface ApiOperation {
  operationId: string
  tags: string[]
  summary?: string
  description?: string
  security?: { key: string[] }[]
  parameters?: (ApiParameter | { $ref: string })[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { description: string; content?: Content; headers?: Record<string, unknown> }>
  "x-problems"?: ProblemCode[]
  /** Of an act, until the document is complete: its answer names the version of what was changed. */
  "x-versioned"?: boolean
}

/** The OpenAPI document as the reference reads it. */
export interface ApiDocument {
  openapi: string
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, ApiOperation>>
  components: {
    schemas: Record<string, ApiSchema>
    parameters: Record<string, ApiParameter>
    securitySchemes: Record<string, unknown>
  }
}
