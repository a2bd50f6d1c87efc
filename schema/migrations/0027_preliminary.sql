ALTER TABLE `quarters` ADD `window_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `window_day` text;