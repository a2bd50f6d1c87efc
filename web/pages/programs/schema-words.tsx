import type { Child } from "hono/jsx"
import { useText } from "../../ui/use-text.ts"
import type { ApiDocument, ApiSchema } from "./api-document.ts"

/** Name of a schema that a reference leads to. */
export const referenced = (reference: string) => reference.split("/").at(-1) ?? ""

/** A schema's place on its page. */
export const schemaId = (name: string) => `schema-${name}`

function Join({ parts, by }: { parts: Child[]; by: string }) {
  return (
    <>
      {parts.map((part, index) => (
        <>
          {index > 0 && by}
          {part}
        </>
      ))}
    </>
  )
}

/** What a value of a schema is, in words; named schemas as links. */
export function TypeWords({ schema }: { schema: ApiSchema }) {
  const text = useText()
  const { words } = text.programs.reference
  const plain = (type: string) => words.types[type] ?? type
  if (schema.$ref) {
    const name = referenced(schema.$ref)
    return <a href={`#${schemaId(name)}`}>{name}</a>
  }
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>
  if (schema.enum)
    return (
      <Join
        by={words.or}
        parts={schema.enum.map((value) => (value === null ? "null" : <code>{String(value)}</code>))}
      />
    )
  const choices = schema.anyOf ?? schema.allOf
  if (choices) return <Join by={words.or} parts={choices.map((one) => <TypeWords schema={one} />)} />
  const types = [schema.type ?? "any"].flat()
  const parts = types.map((type) => {
    if (type === "array" && schema.items) return words.listOf("@")
    if (type === "object" && typeof schema.additionalProperties === "object") return words.mapOf("@")
    return plain(type)
  })
  const inner = schema.items ?? schema.additionalProperties
  const filled = parts.map((part) => {
    if (!part.includes("@") || typeof inner !== "object") return part
    const [before = "", after = ""] = part.split("@")
    return (
      <>
        {before}
        <TypeWords schema={inner} />
        {after}
      </>
    )
  })
  return <Join by={words.or} parts={filled} />
}

export interface SchemaRow {
  name: string
  schema: ApiSchema
  required: boolean
}

/** The fields of a schema, those of objects inside it with dotted names; named schemas stand for themselves. */
export function schemaRows(schema: ApiSchema, before = ""): SchemaRow[] {
  const inside = [schema, ...(schema.allOf ?? []), ...(schema.anyOf ?? [])]
  return inside.flatMap((part) =>
    Object.entries(part.properties ?? {}).flatMap(([name, property]) => {
      const path = `${before}${name}`
      const required = (part.required ?? []).includes(name)
      const nested = property.items?.$ref
        ? []
        : schemaRows(property.items ?? property, `${path}${property.items ? "[]" : ""}.`)
      return [{ name: path, schema: property, required }, ...nested]
    }),
  )
}

function namesIn(schema: ApiSchema): string[] {
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.allOf ?? []),
    ...(schema.items ? [schema.items] : []),
    ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
  ]
  return [...(schema.$ref ? [referenced(schema.$ref)] : []), ...inner.flatMap(namesIn)]
}

/** Every named schema that some schemas lead to, in the order in which they are met. */
export function schemasOf(document: ApiDocument, from: readonly ApiSchema[]): string[] {
  const found = new Set<string>()
  const visit = (schema: ApiSchema) => {
    for (const name of namesIn(schema)) {
      if (found.has(name)) continue
      found.add(name)
      const next = document.components.schemas[name]
      if (next) visit(next)
    }
  }
  for (const schema of from) visit(schema)
  return [...found]
}

/** A value that fits a schema: what must be there, with the examples that the schemas give. */
export function exampleOf(document: ApiDocument, schema: ApiSchema): unknown {
  if (schema.example !== undefined) return schema.example
  if (schema.$ref) return exampleOf(document, document.components.schemas[referenced(schema.$ref)] ?? {})
  if (schema.enum) return schema.enum[0]
  const [first] = schema.anyOf ?? schema.allOf ?? []
  if (first) return exampleOf(document, first)
  const type = [schema.type ?? "string"].flat()[0]
  if (type === "object")
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(
          ([name, property]) => (schema.required ?? []).includes(name) || property.example !== undefined,
        )
        .map(([name, property]) => [name, exampleOf(document, property)]),
    )
  if (type === "array") return schema.items ? [exampleOf(document, schema.items)] : []
  if (type === "boolean") return true
  return type === "string" ? "…" : 1
}
