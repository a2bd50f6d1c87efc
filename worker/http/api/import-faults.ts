import { registryFault } from "../../../web/text/registry-fault.ts"
import { selectionFault } from "../../../web/text/selection-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import type { ImportFault } from "../../domain/registry/import-table.ts"
import { Problem, type ProblemFault } from "./problem.ts"

/** What is wrong with a row of a file; the line is counted as a spreadsheet counts. `pointer` finds the file in a body. */
export function importFaultView(text: Text, fault: ImportFault, pointer: string | null = null): ProblemFault {
  const { rule, line, column, with: told = {} } = fault
  return {
    rule,
    field: column,
    pointer,
    message: selectionFault(text, fault) ?? registryFault(text, fault),
    parameters: line === null ? told : { ...told, row: line },
  }
}

/** The refusal of a whole file, with everything that is wrong with it. */
export function fileProblem(
  text: Text,
  faults: readonly ImportFault[],
  pointer: string | null = null,
  code: "import_faults" | "import_unconfirmed" = "import_faults",
): Problem {
  return new Problem(422, code, { faults: faults.map((fault) => importFaultView(text, fault, pointer)) })
}
