//! Builds again when a rule is added: the compiler knows of the files that it embeds, not of new ones.

fn main() {
    println!("cargo:rerun-if-changed=rules");
}
