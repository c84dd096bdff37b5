package aule.workspace.objects;

import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit is told once in a process: a modest memory, and nothing of the git settings of the machine or of whoever
 * started the kernel.
 */
final class JgitSettings extends SystemReader.Delegate {

    /** For blocks of packs, in bytes. */
    private static final long MEMORY = 16 << 20;

    private JgitSettings(SystemReader machine) {
        super(machine);
    }

    static void install() {
        if (!(SystemReader.getInstance() instanceof JgitSettings)) {
            SystemReader.setInstance(new JgitSettings(SystemReader.getInstance()));
            DfsBlockCache.reconfigure(new DfsBlockCacheConfig().setBlockLimit(MEMORY));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS system) {
        return new Nothing(system);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS system) {
        return new Nothing(system);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS system) {
        return new Nothing(system);
    }

    private static final class Nothing extends FileBasedConfig {

        Nothing(FS system) {
            super(null, null, system);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // There is no file.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
