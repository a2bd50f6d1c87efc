/** How many estates are compared with each other: fewer say nothing, more do not fit one scale. */
export const compared = { fewest: 2, most: 8 } as const

/** Points of the base score that one bar of the distribution stands for. */
export const binPoints = 5
