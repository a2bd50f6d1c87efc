import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import type { ApiSchema } from "../../web/pages/programs/api-document.ts"
import { texts } from "../../web/text/text.ts"
import { apiDocument } from "../../worker/http/api/document.ts"

/** The OpenAPI document of the API, whose schemas everything here is held against. */
export const document = apiDocument(texts.zh)

const id = "https://shige.example/openapi.json"
// OpenAPI has words of its own beside those of JSON Schema.
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv, ["date", "date-time", "uri-reference"])
// What is no text of characters has no JSON value that could be looked at.
ajv.addFormat("binary", true)
ajv.addSchema({ ...document, $id: id })

const validators = new Map<string, ValidateFunction>()

function validatorOf(schema: ApiSchema): ValidateFunction {
  // References of the document lead on within it.
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${id}#/`)
  const known = validators.get(text) ?? ajv.compile(JSON.parse(text))
  validators.set(text, known)
  return known
}

/** Where a value does not fit a schema of the document; empty when it does. A schema is compiled once in a process. */
export function misfits(schema: ApiSchema, value: unknown): string[] {
  const validate = validatorOf(schema)
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const more = "additionalProperty" in params ? ` (${params["additionalProperty"]})` : ""
    return `${instancePath || "/"}: ${message}${more}`
  })
}
