/*
 * Backup rules of both dialects as the platform reads them. Internal to the facts layer.
 *
 * Source: AOSP frameworks/base/core/java/android/app/backup: FullBackup.BackupScheme, BackupAgent.
 */
#ifndef AA_FACTS_BACKUP_RULES_H
#define AA_FACTS_BACKUP_RULES_H

#include "facts/source.h"

/* The rules of <full-backup-content>, the root of |doc|. */
aa_backup_set aa_backup_read_full(aa_source *source, const aa_source_doc *doc);

/*
 * The rules of every <|section|> ("cloud-backup", "device-transfer") of <data-extraction-rules>, the root
 * of |doc|; not |present| when there is no such section.
 */
aa_backup_set aa_backup_read_section(aa_source *source, const aa_source_doc *doc, const char *section);

#endif
