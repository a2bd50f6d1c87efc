import type { ApiDocument, ApiSchema } from "../../../web/pages/programs/api-document.ts"

/** A schema made of others as one object that has the properties of all. */
function merged(document: ApiDocument, schema: ApiSchema): ApiSchema {
  const named = schema.$ref && document.components.schemas[schema.$ref.split("/").at(-1) ?? ""]
  if (named) return merged(document, named)
  const { allOf, ...own } = schema
  if (!allOf) return own
  const parts = [own, ...allOf.map((part) => merged(document, part))]
  return {
    ...own,
    type: "object",
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: [...new Set(parts.flatMap(({ required = [] }) => required))],
  }
}

function close(document: ApiDocument, schema: ApiSchema): void {
  if (schema.allOf) {
    const whole = merged(document, schema)
    delete schema.allOf
    Object.assign(schema, structuredClone(whole))
  }
  if (schema.properties && schema.additionalProperties === undefined) schema.additionalProperties = false
  const { properties = {}, items, anyOf = [], additionalProperties } = schema
  const more = typeof additionalProperties === "object" ? [additionalProperties] : []
  for (const inner of [...Object.values(properties), ...anyOf, ...more, ...(items ? [items] : [])])
    close(document, inner)
}

/** Objects of the document have the properties that it tells and no others. */
export function closeSchemas(document: ApiDocument): void {
  for (const schema of Object.values(document.components.schemas)) close(document, schema)
  for (const methods of Object.values(document.paths))
    for (const { responses } of Object.values(methods))
      for (const { content = {} } of Object.values(responses))
        for (const { schema } of Object.values(content)) close(document, schema)
}
