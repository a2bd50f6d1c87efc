import type { ApiDocument, ApiSchema } from "../../web/pages/programs/api-document.ts"

function typeOf(value: unknown): string {
  if (value === null) return "null"
  if (Array.isArray(value)) return "array"
  return Number.isInteger(value) ? "integer" : typeof value
}

function fits(schema: ApiSchema, value: unknown): boolean {
  const type = typeOf(value)
  const types = [schema.type ?? type].flat()
  if (!types.includes(type) && !(type === "integer" && types.includes("number"))) return false
  if (schema.enum && !schema.enum.includes(value as string)) return false
  if (schema.const !== undefined && schema.const !== value) return false
  if (typeof value === "string" && schema.pattern && !new RegExp(schema.pattern).test(value)) return false
  if (typeof value === "string" && value.length > (schema.maxLength ?? Infinity)) return false
  if (typeof value !== "number") return true
  return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)
}

/** Where a value does not fit a schema of the document (JSON Schema 2020-12, as far as ours go); empty when it does. */
export function misfits(document: ApiDocument, schema: ApiSchema, value: unknown, at = ""): string[] {
  const inner = (next: ApiSchema, part: unknown, name: string | number) =>
    misfits(document, next, part, `${at}/${name}`)
  if (schema.$ref) {
    const named = document.components.schemas[schema.$ref.split("/").at(-1) ?? ""]
    return named ? misfits(document, named, value, at) : [`${at}: ${schema.$ref} is nowhere`]
  }
  if (!fits(schema, value))
    return [`${at}: ${JSON.stringify(value)?.slice(0, 80)} is not ${JSON.stringify(schema).slice(0, 120)}`]
  if (schema.anyOf?.every((one) => misfits(document, one, value, at).length > 0))
    return [`${at}: ${JSON.stringify(value)?.slice(0, 80)} is none of ${schema.anyOf.length}`]
  const found = (schema.allOf ?? []).flatMap((one) => misfits(document, one, value, at))
  if (Array.isArray(value) && schema.items)
    return [...found, ...value.flatMap((one, index) => inner(schema.items ?? {}, one, index))]
  if (typeof value !== "object" || value === null || Array.isArray(value)) return found
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name))
  const { properties = {}, additionalProperties = true } = schema
  const inside = Object.entries(value).flatMap(([name, one]) => {
    const known = properties[name]
    if (known) return inner(known, one, name)
    if (typeof additionalProperties === "object") return inner(additionalProperties, one, name)
    return additionalProperties ? [] : [`${at}/${name} is not allowed`]
  })
  return [...found, ...missing.map((name) => `${at}/${name} is missing`), ...inside]
}
