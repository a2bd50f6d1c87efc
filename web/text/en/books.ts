import { grouped, megabytes } from "../../../worker/domain/bytes.ts"
import { MOST_ROWS, tableLimit } from "../../../worker/domain/registry/import-table.ts"
import type { books as chinese } from "../zh/books.ts"

export const books: typeof chinese = {
  title: "Filing by spreadsheet",
  lead: (quarter) =>
    `${quarter}: one row for each estate, one column for each figure, filled in with a spreadsheet`,
  open: "Fill in all estates by spreadsheet",
  download: {
    title: "Download the sheet",
    text: "It has only the columns that you fill in; what is saved already stands in it. Save it when you are done and upload it here.",
    xlsx: "Download for Excel",
    csv: "Download as CSV",
    limits: `You can upload Excel (.xlsx, also as saved by WPS or LibreOffice) or CSV (UTF-8 or GB 18030), at most ${grouped(MOST_ROWS)} rows and ${megabytes(tableLimit.file)} MB.`,
  },
  sheet: {
    name: "Fill in",
    explaining: "Explained",
    estate: "Estate",
    code: "Code (keep)",
    reason: "Reason for a large change",
    why: "Why it is red",
    unit: "Unit",
    key: "Key (keep)",
    bounds: "Range",
    yes: "yes",
    no: "no",
    notApplicable: "N/A",
    top: (quarter, organisation) => `Shige, figures of ${quarter}, ${organisation}`,
    colours: "Fill in white cells; yellow ones are saved already, check them; leave grey ones empty",
    deadline: (day) => `due ${day} 23:59:59 (Beijing time)`,
    edition: (name) => `criteria ${name}`,
    between: (min, max) => `${min} to ${max}`,
    atLeast: (min) => `${min} or more`,
    notAbove: (title) => `not above “${title}”`,
    oneOf: (values) => `only ${values}`,
    choices: (values) => `only ${values}`,
    orNotApplicable: "; write N/A where it does not apply",
    titles: {
      name: "Column",
      english: "English title",
      key: "Key",
      definition: "Definition",
      cadence: "Period",
      bounds: "Range",
      evidence: "Evidence",
    },
    cadences: {
      quarter: "Sum of the quarter",
      quarter_end: "End of the quarter",
      last_12_months: "The last year",
    },
    rules: [
      "An empty cell changes nothing that is saved; to remove a figure, remove it in the form on the website.",
      "Columns may be moved; their titles may be Chinese, English or the key; keep the row of keys. A column that is not known is named and not written.",
      "A figure far from that of the quarter before needs a reason: write it into the column “Reason for a large change”.",
      "Formulas count as their values. Of merged cells only the upper left one has a value. Hidden sheets are not read.",
      "What you upload is checked first and written when you confirm; it is a draft that is sent separately. The same file twice changes nothing.",
    ],
  },
}
