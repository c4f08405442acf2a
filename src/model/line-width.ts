/** The columns that formatters leave a line of generated code. */
export const maxWidth = 120
