/** The databases this server runs on. All tables and queries are the same on both. */
export type Engine = 'sqlite' | 'postgres'
