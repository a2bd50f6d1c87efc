import type { ZodError } from "zod"
import type { Text } from "../../../web/text/text.ts"
import type { ProblemFault } from "./problem.ts"

type Issue = ZodError["issues"][number]

/** A path into the body as RFC 6901 writes it. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")
}

function ruleOf(issue: Issue): keyof Text["programs"]["fieldRules"] {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.endsWith("received undefined") ? "field_missing" : "field_type"
    case "too_big":
    case "too_small":
      return "field_range"
    case "invalid_value":
      return "field_choice"
    case "invalid_format":
      return "field_format"
    default:
      return "field_type"
  }
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected
    case "invalid_value":
      return issue.values.map(String).join(" | ")
    case "too_big":
      return `≤ ${issue.maximum}`
    case "too_small":
      return `≥ ${issue.minimum}`
    case "invalid_format":
      return "pattern" in issue && issue.pattern ? String(issue.pattern) : issue.format
    default:
      return ""
  }
}

/** What a schema found wrong, each at its place in the body. */
export function schemaFaults(text: Text, error: ZodError): ProblemFault[] {
  const { fieldRules } = text.programs
  return error.issues.flatMap((issue): ProblemFault[] => {
    const field = issue.path.map(String).join(".") || null
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((name) => ({
        rule: "field_unknown",
        field: [...issue.path.map(String), name].join("."),
        pointer: pointerOf([...issue.path, name]),
        message: fieldRules.field_unknown(name),
      }))
    const rule = ruleOf(issue)
    const message = fieldRules[rule](expectation(issue))
    return [{ rule, field, pointer: pointerOf(issue.path), message }]
  })
}
