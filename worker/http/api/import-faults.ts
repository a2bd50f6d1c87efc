import { registryFault } from "../../../web/text/registry-fault.ts"
import { selectionFault } from "../../../web/text/selection-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import type { ImportFault } from "../../domain/registry/import-table.ts"
import { Problem, type ProblemFault } from "./problem.ts"

/** What is wrong with a row of a file that stands in a body as text: the line is counted as a spreadsheet counts. */
function faultView(text: Text, fault: ImportFault): ProblemFault {
  const { rule, line, column, with: told = {} } = fault
  return {
    rule,
    field: column,
    pointer: "/csv",
    message: selectionFault(text, fault) ?? registryFault(text, fault),
    parameters: line === null ? told : { ...told, row: line },
  }
}

/** The refusal of a whole file, with everything that is wrong with it. */
export function fileProblem(text: Text, faults: readonly ImportFault[]): Problem {
  return new Problem(422, "import_faults", { faults: faults.map((fault) => faultView(text, fault)) })
}
