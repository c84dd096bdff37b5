package aule.workspace;

/** The Linux system calls of {@link OpenatGround}, with their numbers on x86_64 and aarch64. */
enum Syscall {
    CLOSE(3, 57),
    WRITE(1, 64),
    PREAD64(17, 67),
    FSYNC(74, 82),
    FCHMOD(91, 52),
    FCHOWN(93, 55),
    GETDENTS64(217, 61),
    MKDIRAT(258, 34),
    UNLINKAT(263, 35),
    FCHOWNAT(260, 54),
    SYMLINKAT(266, 36),
    READLINKAT(267, 78),
    FCHMODAT(268, 53),
    SYNCFS(306, 267),
    RENAMEAT2(316, 276),
    STATX(332, 291),
    OPENAT2(437, 437);

    private final int x86;
    private final int arm;

    Syscall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    long number() {
        return Libc.ARM ? arm : x86;
    }
}
