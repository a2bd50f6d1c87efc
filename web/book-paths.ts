import { segment, withQuery } from "./address.ts"

/** Addresses of filing books: a quarter of all estates as one file; a part of `paths`. */
export const bookPaths = {
  book: (quarter: string, query: Partial<Record<"done" | "added" | "changed" | "unchanged", number>> = {}) =>
    withQuery(`/books/${segment(quarter)}`, query),
  sendings: (quarter: string, query: Partial<Record<"done" | "late", number>> = {}) =>
    withQuery(`${bookPaths.book(quarter)}/sending`, query),
  bookConfirmation: (quarter: string) => `${bookPaths.book(quarter)}/confirmation`,
  bookMarked: (quarter: string) => `${bookPaths.book(quarter)}/marked`,
  bookTemplate: (quarter: string, format: "csv" | "xlsx") => `${bookPaths.book(quarter)}/template.${format}`,
}
