import type { MemberActor } from "../actor.ts"
import { listKind } from "../list.ts"
import { estateSorts } from "./estate-sorts.ts"

/** What the registry can be narrowed to: `standing` is all that is not retired, `former` what a company managed before. */
export type EstateShow = "standing" | "incomplete" | "unmanaged" | "former" | "retired"

const showsOf = {
  company: ["standing", "incomplete", "former", "retired"],
  others: ["standing", "incomplete", "unmanaged", "retired"],
} as const satisfies Record<string, readonly EstateShow[]>

/** The registry as a list, for a company or for everybody else. */
export function estateList(kind: MemberActor["organisation"]["kind"]) {
  return listKind({
    name: "estates",
    columns: { estate: "text", place: "text", company: "text", grid: "text" },
    filters: {
      district: "code",
      show: { of: showsOf[kind === "company" ? "company" : "others"], usual: "standing" },
    },
    sorts: estateSorts,
    searched: true,
  })
}
