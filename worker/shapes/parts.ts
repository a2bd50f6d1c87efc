import { z } from "zod"

/** One of some words. All must be named, so that a word that is added is not forgotten here. */
export function oneOf<T extends string>(all: Record<T, true>): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === "string" && Object.hasOwn(all, value))
}

/**
 * A list whose members are looked at by hand: a whole city's numbers are among what is read, and a schema for each costs
 * ten times as much where nothing may be compiled (workerd).
 */
function listOf<T>(fits: (value: unknown) => boolean): z.ZodType<T[]> {
  return z.custom<T[]>((value) => Array.isArray(value) && value.every(fits))
}

export const text = z.string()
export const word = text.nullable()
export const number = z.number()
export const count = z.int().nonnegative()
export const figure = number.nullable()
export const flag = z.boolean()
export const names = z.array(text)
export const byCode = z.record(z.string(), number)

export const texts = listOf<string>((value) => typeof value === "string")
export const numbers = listOf<number>((value) => typeof value === "number")
export const figures = listOf<number | null>((value) => value === null || typeof value === "number")

/** Rows of which nothing is known but how many columns: a query's own. */
export const tableRows = z.array(z.array(z.unknown()))
