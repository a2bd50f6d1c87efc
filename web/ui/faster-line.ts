import type { Faster } from "../../worker/domain/audit/faster.ts"
import type { Text } from "../text/text.ts"
import { formatTime } from "./format.ts"

const wordIn = (words: Record<string, string>, id: string) => words[id] ?? id

/** A changed field in words: the criteria's own keys, and what belongs to one of them, have none here. */
function fieldWords(text: Text, fields: readonly string[]): string[] {
  const known: Record<string, string> = text.audit.fields
  return fields.flatMap((field) => known[field] ?? [])
}

function whoWords(text: Text, { by, organisation, role, person }: Faster): string {
  const { faster, roles } = text.access
  const named = role ? faster.of(organisation ?? "", roles[role]) : organisation
  const who = person ? `${person}${text.site.aside(named ?? "")}` : named
  if (by === "key") return faster.program(who ?? "")
  return who ?? faster.somebody
}

/** Who was faster, when, and what was done: one sentence. */
export function fasterLine(text: Text, told: Faster): string {
  const changed = fieldWords(text, told.fields)
  const what = wordIn(text.audit.actions, told.action)
  return text.access.faster.line({
    when: formatTime(told.at),
    who: whoWords(text, told),
    what: changed.length > 0 ? `${what}${text.site.aside(changed.join(text.site.listComma))}` : what,
  })
}
