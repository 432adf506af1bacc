export { dataFolder, existingHome, lockDataFolder, type DataFolder } from './data-folder.ts';
export { inTransaction, openDatabase, type Migration } from './database.ts';
export { DelayedWrite } from './delayed-write.ts';
export { historyMigrations } from './history-migrations.ts';
export { homeMigrations } from './home-migrations.ts';
export { TurnTransaction } from './turn-transaction.ts';
export { WriteBehind, type Write } from './write-behind.ts';
