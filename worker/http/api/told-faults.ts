import type { Text } from "../../../web/text/text.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { Problem } from "./problem.ts"
import { faultView } from "./submission-views.ts"

/** Does what `perform` does; faults that it finds are told in the words of the edition, each at its place in the body. */
export async function tellingFaults<T>(
  { text, edition, pointer }: { text: Text; edition: Edition; pointer: (fault: Fault) => string | null },
  perform: () => Promise<T>,
): Promise<T> {
  try {
    return await perform()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid" || error.faults.length === 0) throw error
    const specs = editionKeys(edition)
    const faults = error.faults.map((fault) => faultView(text, specs, fault, pointer))
    throw new Problem(422, "invalid", { faults })
  }
}
